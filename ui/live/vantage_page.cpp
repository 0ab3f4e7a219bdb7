// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/vantage_page.h"

#include "ui/live/command_box.h"
#include "ui/live/vantage_drawing.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QVBoxLayout>

namespace mqttscope::ui {

FitSign signOf(teach::Fit fit)
{
    switch (fit) {
    case teach::Fit::Fits:
        return {"ui-ok", true};
    case teach::Fit::Unlike:
        return {"ui-cross", false};
    case teach::Fit::Unsaid:
        return {"ui-info", false};
    }
    return {"ui-info", false};
}

QString wordOf(teach::Fit fit)
{
    const auto words = [](const char* name) { return QCoreApplication::translate("VantagePage", name); };
    switch (fit) {
    case teach::Fit::Fits:
        return words(QT_TRANSLATE_NOOP("VantagePage", "fits here"));
    case teach::Fit::Unlike:
        return words(QT_TRANSLATE_NOOP("VantagePage", "not here at the moment"));
    case teach::Fit::Unsaid:
        return words(QT_TRANSLATE_NOOP("VantagePage", "cannot be known from here"));
    }
    return {};
}

VantagePage::VantagePage(const Theme& theme, const teach::Vocabulary& vocabulary, QWidget* parent)
    : QScrollArea(parent), m_theme(&theme), m_vocabulary(&vocabulary)
{
    setObjectName(QStringLiteral("vantageScroll"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

/// What stands between grave accents is typed.
QString VantagePage::marked(const std::string& sentence) const
{
    static const QRegularExpression kCode(QStringLiteral("`([^`]+)`"));
    return text(sentence).toHtmlEscaped().replace(
        kCode,
        QStringLiteral("<span style=\"font-family:'%1'\">\\1</span>").arg(m_theme->fixedFont().family()));
}

QLabel* VantagePage::addText(QVBoxLayout& column, const std::string& sentence, const QFont& font,
                             const char* tone)
{
    auto* label = new QLabel(marked(sentence));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setFont(font);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (*tone != '\0')
        label->setProperty(tone, true);
    column.addWidget(label);
    return label;
}

void VantagePage::addList(QBoxLayout& row, const QString& heading, const std::vector<std::string>& lines,
                          bool seen)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(m_theme->px(6));
    auto* title = new QLabel(heading);
    title->setFont(m_theme->font(TextUse::Strong));
    column->addWidget(title);
    const int size = m_theme->px(15);
    for (const std::string& line : lines) {
        auto* item = new QHBoxLayout;
        item->setSpacing(m_theme->px(8));
        auto* sign = new QLabel;
        sign->setPixmap(m_theme->pixmap(seen ? QStringLiteral("ui-check") : QStringLiteral("ui-cross"),
                                        seen ? Ink::Accent : Ink::TextMuted, size, devicePixelRatioF()));
        item->addWidget(sign, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        addText(*words, line, m_theme->font(), "");
        item->addLayout(words, 1);
        column->addLayout(item);
    }
    column->addStretch();
    row.addLayout(column, 1);
}

void VantagePage::addSteps(QVBoxLayout& column, const std::vector<teach::VantageStep>& steps)
{
    auto* heading = new QLabel(tr("What to do"));
    heading->setFont(m_theme->font(TextUse::Strong));
    column.addWidget(heading);
    int number = 0;
    for (const teach::VantageStep& step : steps) {
        auto* row = new QHBoxLayout;
        row->setSpacing(m_theme->px(8));
        auto* count = new QLabel(QString::number(++number) + QLatin1Char('.'));
        count->setFont(m_theme->font(TextUse::Strong));
        count->setProperty("secondary", true);
        count->setMinimumWidth(m_theme->px(15));
        row->addWidget(count, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(m_theme->px(5));
        addText(*words, step.text, m_theme->font(), "");
        if (!step.command.empty()) {
            auto* box = new CommandBox(text(step.command), *m_theme);
            connect(box, &CommandBox::copyRequested, this, &VantagePage::copyRequested);
            words->addWidget(box);
        }
        row->addLayout(words, 1);
        column.addLayout(row);
    }
}

void VantagePage::showPlace(teach::Vantage place)
{
    const teach::VantagePage page = teach::pageOf(place, *m_vocabulary, programsFolder().toStdString());
    auto* sheet = new QWidget;
    sheet->setObjectName(QStringLiteral("vantagePage"));
    sheet->setStyleSheet(
        QStringLiteral("#vantagePage { background: %1; }").arg(m_theme->color(Ink::Surface).name()));
    auto* column = new QVBoxLayout(sheet);
    const int margin = m_theme->px(22);
    column->setContentsMargins(margin, m_theme->px(18), margin, m_theme->px(20));
    column->setSpacing(m_theme->px(10));
    addText(*column, page.title, m_theme->font(TextUse::Title), "");
    addText(*column, page.why, m_theme->font(), "secondary");

    m_fit = new QFrame;
    m_fit->setObjectName(QStringLiteral("vantageFit"));
    m_fitIcon = new QLabel;
    m_fitText = new QLabel;
    m_fitText->setWordWrap(true);
    auto* fit = new QHBoxLayout(m_fit);
    fit->setContentsMargins(m_theme->px(10), m_theme->px(7), m_theme->px(10), m_theme->px(7));
    fit->setSpacing(m_theme->px(9));
    fit->addWidget(m_fitIcon, 0, Qt::AlignTop);
    fit->addWidget(m_fitText, 1);
    column->addWidget(m_fit);

    column->addWidget(new VantageDrawing(sceneOf(place), text(page.drawing), *m_theme));
    m_lists = new QBoxLayout(QBoxLayout::LeftToRight);
    m_lists->setSpacing(m_theme->px(20));
    addList(*m_lists, tr("You see"), page.seen, true);
    addList(*m_lists, tr("You do not see"), page.unseen, false);
    column->addLayout(m_lists);
    column->addSpacing(m_theme->px(2));
    addSteps(*column, page.steps);
    column->addSpacing(m_theme->px(2));
    auto* good = new QLabel(tr("Good for"));
    good->setFont(m_theme->font(TextUse::Strong));
    column->addWidget(good);
    addText(*column, page.when, m_theme->font(), "");
    addText(*column, m_vocabulary->vantage(teach::textPath("say", "law")), m_theme->font(TextUse::Small),
            "muted");
    column->addStretch(1);
    m_lists->setDirection(width() < m_theme->px(kTwoColumnsFrom) ? QBoxLayout::TopToBottom
                                                                 : QBoxLayout::LeftToRight);
    setStyleSheet(QStringLiteral("#vantageScroll { border: 1px solid transparent; } "
                                 "#vantageScroll:focus { border-color: %1; }")
                      .arg(m_theme->color(Ink::Accent).name()));
    setWidget(sheet); // deletes the one before
    setAccessibleName(text(page.title));
    verticalScrollBar()->setValue(0);
    verticalScrollBar()->setSingleStep(m_theme->px(20));
}

void VantagePage::showFit(const std::optional<teach::VantageFit>& fit)
{
    if (m_fit == nullptr)
        return;
    m_fit->setVisible(fit.has_value());
    if (!fit)
        return;
    const FitSign sign = signOf(fit->fit);
    QString sentence = text(teach::sentenceOf(*fit, *m_vocabulary)) + QLatin1Char('.');
    if (fit->needsRights && fit->fit != teach::Fit::Unlike)
        sentence += QLatin1Char(' ') + text(m_vocabulary->vantage(teach::textPath("say", "rights"))) +
                    QLatin1Char('.');
    if (sentence == m_fitText->text())
        return;
    m_fitText->setText(sentence);
    m_fitText->setAccessibleName(QStringLiteral("%1. %2").arg(wordOf(fit->fit), sentence));
    const int size = m_theme->px(16);
    m_fitIcon->setPixmap(m_theme->pixmap(QLatin1String(sign.icon), sign.good ? Ink::Ok : Ink::TextSecondary,
                                         size, devicePixelRatioF()));
    m_fit->setStyleSheet(
        QStringLiteral("#vantageFit { background: %1; border: 1px solid %2; border-radius: %3px; }")
            .arg(m_theme->color(sign.good ? Ink::OkTint : Ink::SurfaceAlt).name(),
                 m_theme->color(sign.good ? Ink::Ok : Ink::Line).name())
            .arg(m_theme->px(6)));
}

QString VantagePage::fitSentence() const
{
    return m_fitText == nullptr || m_fit->isHidden() ? QString() : m_fitText->text();
}

void VantagePage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (m_lists != nullptr)
        m_lists->setDirection(width() < m_theme->px(kTwoColumnsFrom) ? QBoxLayout::TopToBottom
                                                                     : QBoxLayout::LeftToRight);
}

} // namespace mqttscope::ui
