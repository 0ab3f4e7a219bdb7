// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QRegularExpression>

#include <algorithm>

namespace mqttscope::ui {
namespace {

// `@name` is a colour of the token table, `#n#` a length of the design.
constexpr const char* kTemplate = R"(
QMainWindow, QMainWindow::separator { background: @window; }
QMenuBar { background: @chrome; color: @text; border: none; padding: #2# #6#; spacing: 0; }
QMenuBar::item { padding: #4# #9#; border-radius: #4#; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @row.hover; color: @text; }
QMenu { background: @surface; color: @text; border: 1px solid @line.control; padding: #4#; }
QMenu::item { padding: #5# #28# #5# #12#; border-radius: #4#; }
QMenu::item:selected { background: @accent; color: @on.accent; }
QMenu::item:disabled { color: @byte.unread; }
QMenu::icon { padding-left: #8#; }
QMenu::separator { height: 1px; background: @line; margin: #4# #8#; }
QToolBar { background: @chrome; border: none; border-bottom: 1px solid @line; padding: #4# #10#; spacing: #4#; }
QToolBar::separator { background: @line; width: 1px; margin: #5# #6#; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: #5#;
              padding: #5# #8#; }
QToolButton:hover { background: @row.hover; border-color: @line; }
QToolButton:pressed { background: @accent.tint; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @byte.unread; }
QToolButton[bare="true"], #qt_toolbar_ext_button { padding: 0; }
QToolButton[segment="left"], QToolButton[segment="middle"], QToolButton[segment="right"] { border: 1px solid @line.control; padding: #4# #9#; }
QToolButton[segment="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: none; }
QToolButton[segment="middle"] { border-radius: 0; border-right: none; }
QToolButton[segment="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QToolButton[segment]:checked { background: @accent; color: @on.accent; border-color: @accent; font-weight: 600; }
QToolButton[segment]:focus { border: 2px solid @accent; padding: #3# #8#; }
QToolButton[segment]:checked:focus { border-color: @text; }
QToolButton[tally] { border: 1px solid @line.control; padding: #4# #9#; font-weight: 600; }
QToolButton[tally]:!checked { color: @text.muted; font-weight: 400; border-style: dashed; }
QToolButton[tally="error"]:checked { background: @error.tint; border-color: @error; }
QToolButton[tally="warning"]:checked { background: @warning.tint; border-color: @warning; }
QToolButton[tally]:disabled { background: transparent; color: @text.muted; font-weight: 400; border: 1px solid @line; }
QToolButton[tally]:focus { border-color: @accent; }
QStatusBar { background: @chrome; color: @text; border-top: 1px solid @line; min-height: #27#; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @gap; }
QSplitter::handle:hover { background: @line.control; }
QHeaderView { background: @surface.alt; border: none; }
QHeaderView::section { background: @surface.alt; color: @text.secondary; border: none;
                       border-bottom: 1px solid @line; border-right: 1px solid @line; padding: 0 #7#;
                       font-weight: 600; }
#panel QHeaderView::up-arrow, #panel QHeaderView::down-arrow { subcontrol-origin: padding; subcontrol-position: top center;
                                                 width: #9#; height: #6#; }
QHeaderView::section:last { border-right: none; }
QAbstractItemView { background: @surface; color: @text; border: none; outline: none;
                    selection-background-color: transparent; selection-color: @text; }
QTreeView::item:selected, QTreeView::branch:selected { background: transparent; }
QScrollBar { background: @surface; border: none; }
QScrollBar:vertical { width: #11#; margin: 0; }
QScrollBar:horizontal { height: #11#; margin: 0; }
QScrollBar::handle { background: @line.control; border-radius: #3#; border: none; }
QScrollBar::handle:vertical { min-height: #28#; margin: #2# #3#; }
QScrollBar::handle:horizontal { min-width: #28#; margin: #3# #2#; }
QScrollBar::handle:hover { background: @text.secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: @surface; border: none; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text.secondary; border: none; border-bottom: #2# solid transparent;
               padding: #5# #10# #4# #10#; margin: 0; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text; border-bottom-color: @line.control; }
QTabBar::tab:focus { color: @accent; }
QTabBar::tab:selected:focus { background: @accent.tint; }
QPushButton { background: @surface; color: @text; border: 1px solid @line.control; border-radius: #5#;
              padding: #6# #14#; }
QPushButton:hover { background: @row.hover; }
QPushButton:pressed { background: @accent.tint; }
QPushButton:focus { border: 2px solid @accent; padding: #5# #13#; }
QPushButton:disabled { color: @byte.unread; border-color: @line; }
QPushButton[primary="true"] { background: @accent; color: @on.accent; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[primary="true"]:disabled { background: @surface.alt; color: @byte.unread; border-color: @line; }
QPushButton[compact="true"] { padding: #3# #10#; }
QPushButton[armed="true"] { background: @error.tint; color: @error; border: 2px solid @error; font-weight: 600; padding: #2# #9#; }
#foldHead { background: @surface.alt; color: @text.secondary; border: none; border-radius: 0; padding: 0 #8#; font-weight: 600; text-align: left; }
#foldHead[alone="true"] { border-bottom: 1px solid @line; }
#foldHead:hover { background: @row.hover; }
#foldHead:focus { border: 1px solid @accent; }
QToolTip { background: @surface; color: @text; border: 1px solid @line.control; padding: #4# #6#; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPlainTextEdit { background: @surface; color: @text; border: none; selection-background-color: @accent;
                 selection-color: @on.accent; }
#panel QScrollArea, #panel QScrollArea > QWidget > QWidget { background: @surface; }
QLineEdit { background: @surface; color: @text; border: 1px solid @line.control; border-radius: #4#;
                      padding: #5# #8#; selection-background-color: @accent; selection-color: @on.accent; }
#filterEdit, #filterEdit:focus { border: none; background: transparent; padding: 0; }
#proposals { border: 1px solid @line.control; }
#filterRow { background: @window; border-bottom: 1px solid @line; }
QLineEdit:focus { border: 2px solid @accent; padding: #4# #7#; }
QCheckBox::indicator, QRadioButton::indicator { width: #14#; height: #14#; }
QCheckBox, QRadioButton { spacing: #6#; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox QLineEdit:focus { border: none; padding: 0; }
QPushButton::menu-indicator { image: none; width: 0; }
QProgressBar { background: @surface; border: 1px solid @line.control; border-radius: #3#; max-height: #6#;
               min-height: #6#; }
QProgressBar::chunk { background: @accent; border-radius: #2#; }
#paneTitle { background: @surface.alt; border-bottom: 1px solid @line; }
#pane { background: @surface; }
#welcomePage { background: @window; }
#card { background: @surface; border: 1px solid @line; border-radius: #8#; }
#cardIcon { background: @accent.tint; border-radius: #6#; }
#story { background: @surface.alt; border-radius: #6#; }
#story QTextBrowser { background: transparent; color: @text; border: none; }
#panel, #panelBar, #panel QStackedWidget { background: @surface; }
#panelBar { border-bottom: 1px solid @line; }
#panelFooter { background: @surface; border-top: 1px solid @line; }
#dropFrame { background: @surface; border: 1px dashed @line.control; border-radius: #8#; }
#dropFrame[dragging="true"] { border: 2px dashed @accent; background: @accent.tint; }
#keys { background: @chrome; color: @text.secondary; border-top: 1px solid @line; padding: #4#; }
#glossaryCard, #clauseCard { background: @surface; border: #1# solid @line.control; border-radius: #6#; }
QTextEdit[glossary="true"] { background: transparent; color: @text; border: none; padding: 0;
                             selection-background-color: @accent; selection-color: @on.accent; }
#stepHeading, #stepPage, #stepWalk, #stepWords, #stepEmpty { background: @surface; }
QSlider::groove:horizontal { height: #3#; background: @line.control; border-radius: 1px; }
QSlider::sub-page:horizontal { height: #3#; background: @accent; border-radius: 1px; }
QSlider::handle:horizontal { width: #12#; margin: -#6# 0; border-radius: #7#; background: @surface; border: #2# solid @accent; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent.tint; }
#ladderEmpty, #ladderPage { background: @surface; }
#labEmpty { background: @surface; }
#labPage { background: @window; }
#projectorHead { background: @chrome; border: none; border-bottom: 1px solid @line; }
#projectorFoot { background: @chrome; border: none; border-top: 1px solid @line; }
#armedNotice { background: @error.tint; border: 2px solid @error; border-radius: #5#; }
#ladderBar { background: @chrome; border: none; border-bottom: 1px solid @line; }
#stepBar { background: @chrome; border: none; border-top: 1px solid @line; }
#explanation, #explanationPage { background: @surface; }
#ladderStory, #ladderStoryPage, #ladderNext, #ladderNextPage, #ladderLegend, #ladderLegendPage { background: @surface; }
#ladderNarration, #ladderNarrationPage { background: @surface; }
#nextCard { border: none; border-bottom: 1px solid @line; }
#ruleCard { background: @surface; border: #2# solid @line.control; border-radius: #6#; }
#ruleCard[severity="error"] { border-color: @error; }
#ruleCard[severity="warning"] { border-color: @warning; }
QToolButton[chip="true"] { background: @surface.alt; border: 1px solid @line; border-radius: #4#; padding: #3# #8#; }
QToolButton[chip="true"]:hover { background: @row.hover; border-color: @line.control; }
QToolButton[chip="true"]:focus { border-color: @accent; }
QToolButton[sign="true"] { background: @surface; border: 1px solid @line.control; border-radius: #5#; padding: #3# #8#; }
QToolButton[sign="true"]:hover { background: @row.hover; }
QToolButton[sign="true"]:checked { background: @accent.tint; border: 2px solid @accent; }
QToolButton[sign="true"]:focus { border: 2px solid @text; }
QToolButton[clause="true"] { background: @surface; color: @accent; border: #1# solid @accent; font-weight: 600; }
QToolButton[chip="true"][small="true"] { padding: 1px #6#; }
#captureOptions, #captureOptionsArea { background: @surface; }
#framedList { border: 1px solid @line.control; border-radius: #4#; }
#clientBoard, #clientBoardArea, #clientBoardInside { background: @window; }
#clientCard { background: @surface; border: 1px solid @line; }
#clientTitle, #clientActs { background: @surface.alt; }
#clientTitle, #clientHead { border: none; border-bottom: 1px solid @line; }
#clientActs { border-top: 1px solid @line; }
#clientForm, #clientFormArea { background: @surface; }
#clientDevice { background: @surface; border: none; border-bottom: 1px solid @line; }
#deviceNumber { background: transparent; color: @text; border: 1px solid transparent; border-radius: #4#; padding: 0 #2#; }
#deviceNumber:hover { border-color: @line.control; }
#deviceNumber:focus { border-color: @accent; background: @surface; }
#deviceNumber QLineEdit, #deviceNumber QLineEdit:focus { border: none; padding: 0; background: transparent; }
#clientCommand { background: transparent; border: none; }
#framedEdit { border: 1px solid @line.control; border-radius: #4#; }
#notice { border: none; }
#notice[severity="warning"] { background: @warning.tint; border: 1px solid @warning; border-radius: #5#; }
QToolButton[link="true"] { color: @accent; padding: #2# #4#; }
#hairline { background: @line; border: none; }
#findBar { background: @surface.alt; border: none; border-bottom: 1px solid @line; }
#banner { border: none; border-bottom: 1px solid @line; background: @surface.alt; }
#banner[severity="error"] { background: @error.tint; border-bottom: 1px solid @error; }
#banner[severity="warning"] { background: @warning.tint; border-bottom: 1px solid @warning; }
QLabel[muted="true"] { color: @text.muted; }
QToolButton::menu-indicator { image: none; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="error"] { color: @error; }
QLabel[tone="neutral"] { color: @text.secondary; }
QLabel[secondary="true"] { color: @text.secondary; }
)";

} // namespace

QString styleSheet(const Theme& theme)
{
    QString sheet = QLatin1String(kTemplate);
    // Without tints, panes are parted by a line.
    sheet.replace(QLatin1String("@gap"),
                  theme.scheme() == Scheme::Contrast ? QLatin1String("@line") : QLatin1String("@window"));
    // The longest names first, so that @surface does not eat the start of @surface.alt.
    QVector<const Token*> byLength;
    for (const Token& token : tokens())
        byLength.append(&token);
    std::sort(byLength.begin(), byLength.end(),
              [](const Token* a, const Token* b) { return qstrlen(a->name) > qstrlen(b->name); });
    for (const Token* token : byLength)
        sheet.replace(QLatin1Char('@') + QLatin1String(token->name), theme.color(token->ink).name());

    static const QRegularExpression length(QStringLiteral("#(\\d+)#"));
    QString sized;
    qsizetype from = 0;
    for (auto matches = length.globalMatch(sheet); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        sized += QStringView(sheet).mid(from, match.capturedStart() - from);
        const int units = match.capturedView(1).toInt();
        sized += QStringLiteral("%1px").arg(theme.px(units));
        from = match.capturedEnd();
    }
    sized += QStringView(sheet).mid(from);
    return sized;
}

} // namespace mqttscope::ui
