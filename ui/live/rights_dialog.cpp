// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/rights_dialog.h"

#include "ui/live/command_box.h"
#include "ui/live/rights_words.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

const QString kVerdict = QStringLiteral("rightsVerdict");

} // namespace

RightsDialog::RightsDialog(const Theme& theme, InterfaceModel& interfaces, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_interfaces(&interfaces), m_scroll(new QScrollArea)
{
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme.px(12));
    column->addWidget(m_scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(22), 0, theme.px(22), 0);
    foot->addWidget(buttons);
    column->addLayout(foot);
    connect(m_interfaces, &InterfaceModel::looked, this, &RightsDialog::look);
    connect(&theme, &Theme::changed, this, &RightsDialog::rebuild);
    rebuild();
    resize(QSize(theme.px(660), theme.px(640)).boundedTo(screen()->availableSize() * 0.94));
}

RightsDialog::~RightsDialog()
{
    watch(false);
}

/// All that the page depends on.
QString RightsDialog::shownState() const
{
    if (!m_interfaces->isKnown())
        return QStringLiteral("unknown");
    const analysis::CaptureRights& rights = m_interfaces->rights();
    return rightsVerdict(rights) + rightsCommands(rights).join(QLatin1Char('\n'));
}

void RightsDialog::look()
{
    if (shownState() == m_shown)
        return;
    rebuild();
    // Whoever types in a terminal meanwhile hears it too.
    if (auto* said = findChild<QLabel*>(kVerdict)) {
        QAccessibleEvent event(said, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void RightsDialog::rebuild()
{
    setWindowTitle(tr("Who may capture"));
    m_scroll->setAccessibleName(windowTitle());
    m_shown = shownState();
    const int at = m_scroll->verticalScrollBar()->value();
    auto* sheet = new QWidget;
    sheet->setObjectName(QStringLiteral("rightsPage"));
    sheet->setStyleSheet(
        QStringLiteral("#rightsPage { background: %1; }").arg(m_theme->color(Ink::Surface).name()));
    auto* column = new QVBoxLayout(sheet);
    const int margin = m_theme->px(22);
    column->setContentsMargins(margin, m_theme->px(18), margin, m_theme->px(16));
    column->setSpacing(m_theme->px(8));
    addVerdict(*column);
    if (m_interfaces->isKnown())
        addCommands(*column);
    addReasons(*column);
    addOtherWays(*column);
    column->addStretch();
    m_scroll->setWidget(sheet); // deletes the one before
    m_scroll->verticalScrollBar()->setValue(at);
}

void RightsDialog::addHeading(QVBoxLayout& column, const QString& words)
{
    auto* heading = new QLabel(words);
    heading->setFont(m_theme->font(TextUse::Strong));
    column.addSpacing(m_theme->px(6));
    column.addWidget(heading);
}

void RightsDialog::addText(QVBoxLayout& column, const QString& words, bool secondary)
{
    auto* label = new QLabel(words);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(m_theme->font());
    label->setProperty("secondary", secondary);
    column.addWidget(label);
}

void RightsDialog::addVerdict(QVBoxLayout& column)
{
    const bool known = m_interfaces->isKnown();
    const bool allowed = known && m_interfaces->rights().program != analysis::CaptureRights::Program::None;
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("rightsFrame"));
    const Ink ground = !known ? Ink::SurfaceAlt : allowed ? Ink::OkTint : Ink::WarningTint;
    const Ink border = !known ? Ink::Line : allowed ? Ink::Ok : Ink::Warning;
    frame->setStyleSheet(
        QStringLiteral("#rightsFrame { background: %1; border: 1px solid %2; border-radius: %3px; }")
            .arg(m_theme->color(ground).name(), m_theme->color(border).name())
            .arg(m_theme->px(6)));
    auto* icon = new QLabel;
    const QString name = !known    ? QStringLiteral("ui-clock")
                         : allowed ? QStringLiteral("ui-ok")
                                   : QStringLiteral("ui-lock");
    icon->setPixmap(
        m_theme->pixmap(name, known ? border : Ink::TextSecondary, m_theme->px(20), devicePixelRatioF()));
    auto* words = new QLabel(known ? rightsVerdict(m_interfaces->rights()) : tr("Looking…"));
    words->setObjectName(kVerdict);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setFont(m_theme->font());
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(m_theme->px(12), m_theme->px(10), m_theme->px(12), m_theme->px(10));
    row->setSpacing(m_theme->px(10));
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    column.addWidget(frame);
}

void RightsDialog::addCommands(QVBoxLayout& column)
{
    const QStringList lines = rightsCommands(m_interfaces->rights());
    if (lines.isEmpty())
        return;
    addHeading(column, tr("Type this in a terminal, once"));
    for (const QString& line : lines) {
        auto* box = new CommandBox(line, *m_theme);
        connect(box, &CommandBox::copyRequested, this, &RightsDialog::copyRequested);
        column.addWidget(box);
    }
    if (lines.size() > 1) {
        auto* all = new QPushButton(QLatin1Char(' ') + tr("Copy &all")); // Qt leaves no room after the icon
        all->setObjectName(QStringLiteral("copyAll"));
        all->setAutoDefault(false);
        all->setIcon(m_theme->icon(QStringLiteral("ui-copy")));
        all->setIconSize({m_theme->px(16), m_theme->px(16)});
        connect(all, &QPushButton::clicked, this,
                [this, lines] { Q_EMIT copyRequested(lines.join(QLatin1Char('\n'))); });
        column.addWidget(all, 0, Qt::AlignRight);
    }
    addText(column,
            tr("sudo asks for your password; it works for administrators. In a class room, ask who is "
               "in charge of the computers."),
            true);
    if (const QString afterwards = rightsAfterwards(m_interfaces->rights()); !afterwards.isEmpty())
        addText(column, afterwards);
    addText(column, tr("This window looks again every second and says when it works."), true);
}

void RightsDialog::addReasons(QVBoxLayout& column)
{
    addHeading(column, tr("Why this is safe"));
    addText(
        column,
        tr("The right goes to one small program, mqttscope-capture, and not to mqttscope itself. It is "
           "the capability cap_net_raw: to open network interfaces, and nothing else. The program gives it "
           "up as soon as they are open, before it reads the first frame."));
}

void RightsDialog::addOtherWays(QVBoxLayout& column)
{
    addHeading(column, tr("Without any right"));
    const auto way = [&](const QString& words, const QString& label, const QString& place) {
        auto* row = new QHBoxLayout;
        row->setSpacing(m_theme->px(12));
        auto* text = new QLabel(words);
        text->setWordWrap(true);
        text->setFont(m_theme->font());
        row->addWidget(text, 1);
        if (!place.isEmpty()) {
            auto* more = new QPushButton(label);
            more->setObjectName(QStringLiteral("way-") + place);
            more->setProperty("compact", true);
            more->setAutoDefault(false);
            more->setAccessibleDescription(words);
            connect(more, &QPushButton::clicked, this, [this, place] {
                Q_EMIT vantageRequested(place);
                close(); // it may stand in the way of what comes
            });
            row->addWidget(more, 0, Qt::AlignVCenter);
        }
        column.addLayout(row);
    };
    way(tr("The broker of mqttscope writes down all that goes through it."), tr("&How to start it…"),
        QStringLiteral("built-in-broker"));
    way(tr("Another computer captures, a Raspberry Pi for example, and its capture comes through ssh."),
        tr("How to do &that…"), QStringLiteral("other-computer"));
    way(tr("Somebody else captures and gives you the file: open it like any other."), {}, {});
}

QString RightsDialog::verdict() const
{
    const auto* said = findChild<QLabel*>(kVerdict);
    return said != nullptr ? said->text() : QString();
}

QStringList RightsDialog::commands() const
{
    QStringList all;
    for (const CommandBox* box : findChildren<CommandBox*>())
        all += box->command();
    return all;
}

void RightsDialog::watch(bool wanted)
{
    if (wanted == m_watching)
        return;
    m_watching = wanted;
    if (wanted)
        m_interfaces->watch();
    else
        m_interfaces->unwatch();
}

void RightsDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    watch(true);
}

void RightsDialog::hideEvent(QHideEvent* event)
{
    watch(false);
    QDialog::hideEvent(event);
}

void RightsDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

} // namespace mqttscope::ui
