// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/vantage_window.h"

#include "ui/live/vantage_page.h"
#include "ui/models/interface_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScreen>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Sign, distances and border beside the text of a row, in units of the design.
constexpr int kAroundText = 62;

teach::Vantage placeOfRow(int row)
{
    return teach::kVantages[static_cast<std::size_t>(
        std::clamp(row, 0, static_cast<int>(teach::kVantages.size()) - 1))];
}

} // namespace

VantageWindow::VantageWindow(const Theme& theme, const teach::Vocabulary& vocabulary,
                             InterfaceModel& interfaces, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_interfaces(&interfaces),
      m_list(new QListWidget), m_page(new VantagePage(theme, vocabulary))
{
    setModal(false);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (std::size_t i = 0; i < teach::kVantages.size(); ++i)
        m_list->addItem(new QListWidgetItem);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_page, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &VantageWindow::showCurrent);
    connect(m_page, &VantagePage::copyRequested, this, &VantageWindow::copyRequested);
    connect(m_interfaces, &InterfaceModel::looked, this, &VantageWindow::judge);
    connect(&theme, &Theme::changed, this, &VantageWindow::refreshTheme);
    {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(0);
    }
    retranslate();
    refreshTheme();
    const QSize wanted(theme.px(980), theme.px(700));
    resize(wanted.boundedTo(screen()->availableSize() * 0.94));
}

VantageWindow::~VantageWindow()
{
    watch(false);
}

void VantageWindow::refreshTheme()
{
    m_list->setFont(m_theme->font());
    m_list->setIconSize({m_theme->px(16), m_theme->px(16)});
    m_list->setStyleSheet(
        QStringLiteral(
            "QListWidget { background: %1; border: none; border-right: 1px solid %2; padding: %3px 0; } "
            "QListWidget::item { padding: %4px %5px; border: none; border-left: %6px solid transparent; } "
            "QListWidget::item:hover { background: %7; } "
            "QListWidget::item:selected { background: %8; color: %9; border-left-color: %10; }")
            .arg(m_theme->color(Ink::SurfaceAlt).name(), m_theme->color(Ink::Line).name())
            .arg(m_theme->px(8))
            .arg(m_theme->px(8))
            .arg(m_theme->px(10))
            .arg(m_theme->px(3))
            .arg(m_theme->color(Ink::RowHover).name(), m_theme->color(Ink::AccentTint).name(),
                 m_theme->color(Ink::Text).name(), m_theme->color(Ink::Accent).name()));
    fitList();
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setData(Qt::UserRole, {}); // its icon is drawn anew
    showCurrent();
    judge();
}

void VantageWindow::retranslate()
{
    setWindowTitle(tr("What can I see from here?"));
    m_list->setAccessibleName(tr("Places in a network"));
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(text(teach::pageOf(placeOfRow(row), *m_vocabulary, {}).title));
    fitList();
    showCurrent();
    judge();
}

analysis::CaptureOutlook VantageWindow::outlook() const
{
    return {m_interfaces->interfaces(), m_interfaces->rights()};
}

std::optional<teach::VantageFit> VantageWindow::fitOfCurrent() const
{
    if (!m_interfaces->isKnown())
        return std::nullopt;
    return teach::fitOf(placeOfRow(m_list->currentRow()), outlook());
}

/// The network may be another one than before.
void VantageWindow::judge()
{
    m_page->showFit(fitOfCurrent());
    const bool known = m_interfaces->isKnown();
    const analysis::CaptureOutlook now = outlook();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        const teach::VantageFit fit = teach::fitOf(placeOfRow(row), now);
        const FitSign sign = signOf(fit.fit);
        // What does not fit has an empty place where the others have their sign.
        const bool quiet = !known || fit.fit == teach::Fit::Unlike;
        const QString key = quiet ? QString() : QLatin1String(sign.icon) + m_theme->color(Ink::Ok).name();
        if (!item->data(Qt::UserRole).isValid() || item->data(Qt::UserRole).toString() != key) {
            QPixmap empty(m_list->iconSize());
            empty.fill(Qt::transparent);
            item->setIcon(
                quiet ? QIcon(empty)
                      : m_theme->icon(QLatin1String(sign.icon), sign.good ? Ink::Ok : Ink::TextMuted));
            item->setData(Qt::UserRole, key);
        }
        const QString said = known ? wordOf(fit.fit) : QString();
        item->setToolTip(known ? text(teach::sentenceOf(fit, *m_vocabulary)) : QString());
        item->setData(Qt::AccessibleTextRole,
                      said.isEmpty() ? item->text() : QStringLiteral("%1, %2").arg(item->text(), said));
    }
    if (known && m_best) {
        m_best = false;
        select(teach::bestVantage(now));
    }
    if (known)
        Q_EMIT judged();
}

bool VantageWindow::isKnown() const
{
    return m_interfaces->isKnown();
}

void VantageWindow::select(teach::Vantage place)
{
    const auto* found = std::find(teach::kVantages.begin(), teach::kVantages.end(), place);
    m_list->setCurrentRow(static_cast<int>(found - teach::kVantages.begin()));
}

void VantageWindow::showPlace(const QString& id)
{
    const auto place = teach::vantageNamed(id.toStdString());
    m_best = id.isEmpty();
    if (place)
        select(*place);
    else if (m_best && m_interfaces->isKnown())
        judge();
}

void VantageWindow::showCurrent()
{
    m_page->showPlace(placeOfRow(m_list->currentRow()));
    m_page->showFit(fitOfCurrent());
}

void VantageWindow::watch(bool wanted)
{
    if (wanted == m_watching)
        return;
    m_watching = wanted;
    if (wanted)
        m_interfaces->watch();
    else
        m_interfaces->unwatch();
}

void VantageWindow::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    watch(true);
    m_list->setFocus(Qt::OtherFocusReason);
}

void VantageWindow::hideEvent(QHideEvent* event)
{
    watch(false);
    QDialog::hideEvent(event);
}

void VantageWindow::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    fitList();
}

void VantageWindow::fitList()
{
    const QFontMetrics metrics(m_list->font());
    int widest = 0;
    for (int row = 0; row < m_list->count(); ++row)
        widest = std::max(widest, metrics.horizontalAdvance(m_list->item(row)->text()));
    m_list->setFixedWidth(std::min(widest + m_theme->px(kAroundText), width() * 2 / 5));
}

} // namespace mqttscope::ui
