// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lower_panes.h"

#include "ui/theme/theme.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

namespace mqttscope::ui {

LowerPanes::LowerPanes(QWidget* left, QWidget* above, QWidget* below, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_left(left), m_above(above), m_below(below),
      m_splitter(new QSplitter(Qt::Horizontal, this)), m_right(new QSplitter(Qt::Vertical)),
      m_tabs(new QTabBar(this))
{
    m_right->addWidget(above);
    m_right->addWidget(below);
    m_right->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_right);
    m_splitter->setChildrenCollapsible(false);
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_splitter, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &LowerPanes::arrange);
    connect(&theme, &Theme::changed, this, &LowerPanes::arrange);
}

void LowerPanes::setTitles(const QString& left, const QString& above, const QString& below)
{
    m_tabs->setTabText(0, left);
    m_tabs->setTabText(1, above);
    m_tabs->setTabText(2, below);
}

QSize LowerPanes::minimumSizeHint() const
{
    return {m_theme->px(kLeastWidth), m_theme->px(kLeastHeight)};
}

void LowerPanes::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LowerPanes::arrange()
{
    const bool compact = width() < m_theme->px(kSideBySideFrom) || height() < m_theme->px(kStackedFrom);
    if (compact != m_compact) {
        m_compact = compact;
        Q_EMIT compactChanged(compact);
    }
    m_tabs->setVisible(m_compact);
    m_left->setVisible(!m_compact || m_tabs->currentIndex() == 0);
    m_above->setVisible(!m_compact || m_tabs->currentIndex() == 1);
    m_below->setVisible(!m_compact || m_tabs->currentIndex() == 2);
    m_right->setVisible(!m_compact || m_tabs->currentIndex() > 0);
}

} // namespace mqttscope::ui
