// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/live_window_fixture.h"
#include "ui/lab/client_bubble_view.h"
#include "ui/lab/client_card.h"
#include "ui/lab/client_head.h"
#include "ui/lab/lab_page.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>

namespace mqttscope::test {

/// What stands on the buttons and beside the fields of the lab.
struct LabWords {
    const char* language;
    const char* lab;
    const char* setUp;
    const char* addClient;
    const char* connection;
    const char* connect;
    const char* payload;
    const char* qosOfMessage;
    const char* qosOfSubscription;
    const char* publish;
    const char* subscribe;
    const char* connected;
    const char* notConnected;
    const char* userName;
    const char* password;
    const char* save;
};
inline constexpr LabWords kEnglishLab{"en",
                                      "Lab",
                                      "Set it up myself",
                                      "Add a client",
                                      "Connection",
                                      "Connect",
                                      "Payload",
                                      "QoS of the message",
                                      "QoS of the subscription",
                                      "Publish",
                                      "Subscribe",
                                      "connected",
                                      "not connected",
                                      "User name",
                                      "Password",
                                      "Save as pcapng"};
inline constexpr LabWords kFrenchLab{"fr",
                                     "Labo",
                                     "Préparer moi-même",
                                     "Ajouter un client",
                                     "Connexion",
                                     "Connecter",
                                     "Charge utile",
                                     "QoS du message",
                                     "QoS de l’abonnement",
                                     "Publier",
                                     "S’abonner",
                                     "connecté",
                                     "non connecté",
                                     "Nom d’utilisateur",
                                     "Mot de passe",
                                     "Enregistrer en pcapng"};

/// The whole window as somebody uses it: its parts are found by the name that a screen reader says, or by
/// their object name, and are clicked and typed into where they can be seen. What cannot be done is written
/// as a warning, and the answer is false.
struct LabHand : LiveWindow {
    const LabWords* words;

    explicit LabHand(const LabWords& language = kEnglishLab) : words(&language)
    {
        if (words != &kEnglishLab) {
            w.language.use(QLatin1String(language.language));
            w.reopen();
        }
        w->resize(1600, 950);
        w->activateWindow();
        if (!QTest::qWaitForWindowActive(w.window.get()))
            qFatal("the window does not become active");
    }
    ~LabHand() { w.window.reset(); }
    LabHand(const LabHand&) = delete;
    LabHand& operator=(const LabHand&) = delete;

    template <class Condition> static bool until(Condition condition)
    {
        return QTest::qWaitFor(condition, kPatience);
    }
    static bool cannot(const QString& why)
    {
        qWarning().noquote() << why;
        return false;
    }

    /// Whether keys reach the window: a dialog that was closed may have had it last.
    [[nodiscard]] bool isActive() const
    {
        w->activateWindow();
        return QTest::qWaitForWindowActive(w.window.get()) ||
               cannot(QStringLiteral("it does not become active"));
    }

    // ------------------------------------------------------------------------------- to find, click and type

    static QString nameOf(QWidget* part)
    {
        if (!part->accessibleName().isEmpty()) // of a combo box Qt says what is chosen
            return part->accessibleName();
        const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(part);
        return spoken != nullptr ? spoken->text(QAccessible::Name).trimmed() : QString();
    }
    /// The visible part of that name; null if there is none.
    template <class Part> Part* named(const QWidget* where, const char* name) const
    {
        const QString wanted = QString::fromUtf8(name);
        Part* found = nullptr;
        const bool there = until([&] {
            for (Part* part : where->findChildren<Part*>()) {
                if (part->isVisible() && nameOf(part) == wanted)
                    found = part;
            }
            return found != nullptr;
        });
        if (!there)
            cannot(QStringLiteral("nothing is called %1").arg(wanted));
        return found;
    }
    /// Likewise by the object name.
    template <class Part = QAbstractButton> Part* part(const char* name) const
    {
        return w->findChild<Part*>(QLatin1String(name));
    }
    /// As the wheel of the mouse does it.
    static void bringIntoSight(QWidget* part)
    {
        for (QWidget* above = part->parentWidget(); above != nullptr; above = above->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(above))
                area->ensureWidgetVisible(part);
        }
    }
    /// Where a part takes clicks: a box that can be ticked is wider than what it says.
    static QPoint middleOf(const QWidget* part)
    {
        const QPoint middle = part->rect().center();
        return qobject_cast<const QCheckBox*>(part) != nullptr ? QPoint(part->height() / 2, middle.y())
                                                               : middle;
    }
    static bool canBeClicked(const QWidget* part, QPoint at)
    {
        const QWidget* window = part->window();
        const QWidget* there = window->childAt(part->mapTo(window, at));
        return part->isVisible() && part->isEnabled() &&
               (there == part || (there != nullptr && part->isAncestorOf(there)));
    }
    static bool click(QWidget* part)
    {
        if (part == nullptr)
            return cannot(QStringLiteral("it is not there"));
        bringIntoSight(part);
        if (!until([part] { return canBeClicked(part, middleOf(part)); }))
            return cannot(
                QStringLiteral("%1 cannot be clicked: hidden, disabled or covered").arg(nameOf(part)));
        QTest::mouseClick(part, Qt::LeftButton, {}, middleOf(part));
        return true;
    }
    static bool type(QWidget* field, const QString& text)
    {
        if (!click(field))
            return false;
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        return true;
    }
    /// Chooses with the arrow keys.
    static bool choose(QComboBox* box, int index)
    {
        if (box == nullptr || !box->isVisible() || !box->isEnabled())
            return cannot(QStringLiteral("nothing can be chosen"));
        bringIntoSight(box);
        box->setFocus(Qt::TabFocusReason);
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        return box->currentIndex() == index || cannot(QStringLiteral("%1 is another").arg(nameOf(box)));
    }
    /// Clicks a cell of the row whose first cell says that.
    [[nodiscard]] bool clickRow(const char* tableName, const QString& first, int column = 0) const
    {
        auto* table = part<QTableView>(tableName);
        int row = -1;
        const bool there = table != nullptr && until([&] {
                               row = rowOf(*table->model(), first);
                               return row >= 0;
                           });
        if (!there)
            return cannot(QStringLiteral("%1 has no row %2").arg(QLatin1String(tableName), first));
        return clickCell(table, table->model()->index(row, column));
    }
    static int rowOf(const QAbstractItemModel& model, const QString& first)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == first)
                return row;
        }
        return -1;
    }
    static bool clickCell(QAbstractItemView* view, const QModelIndex& cell)
    {
        bringIntoSight(view);
        QPoint place;
        const bool seen = until([&] {
            // As the wheel does it: a list that follows its end stops that when somebody looks back.
            if (!view->viewport()->rect().contains(view->visualRect(cell).center()))
                view->verticalScrollBar()->setValue(
                    view->verticalScrollMode() == QAbstractItemView::ScrollPerItem
                        ? cell.row()
                        : view->verticalScrollBar()->value() + view->visualRect(cell).top());
            place = view->visualRect(cell).center();
            return view->viewport()->rect().contains(place) && canBeClicked(view->viewport(), place);
        });
        if (!seen)
            return cannot(QStringLiteral("the row cannot be seen"));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
        return true;
    }
    /// Clicks the entry of the menu that is open, of those below the heading.
    static bool clickEntry(const QString& text)
    {
        QMenu* menu = nullptr;
        const bool open = until([&] {
            menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            return menu != nullptr;
        });
        for (QAction* action : open ? menu->actions() : QList<QAction*>()) {
            if (action->text().remove(QLatin1Char('&')) != text)
                continue;
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            return true;
        }
        return cannot(QStringLiteral("no menu has %1").arg(text));
    }
    [[nodiscard]] QString cell(const char* tableName, int row, int column) const
    {
        return part<QTableView>(tableName)->model()->index(row, column).data().toString();
    }
    [[nodiscard]] int rowCount(const char* tableName) const
    {
        return part<QTableView>(tableName)->model()->rowCount();
    }

    // ------------------------------------------------------------------------------ what is done in the lab

    [[nodiscard]] ui::LabPage* page() const { return w->labPage(); }
    [[nodiscard]] bool goToLab() const
    {
        return click(named<QAbstractButton>(w.window.get(), words->lab)) &&
               until([this] { return page()->isVisible(); });
    }
    /// From the first page: everything is set up by oneself, and the broker takes any port that is free.
    [[nodiscard]] bool enter() const
    {
        return goToLab() && click(named<QAbstractButton>(page(), words->setUp)) &&
               type(part<QSpinBox>("brokerPort"), QStringLiteral("0"));
    }
    [[nodiscard]] bool startBroker() const
    {
        return click(part("brokerStart")) &&
               until([this] { return w->lab().isRunning() && w->lab().snapshot()->wallClock > 0; });
    }
    /// The card that a click makes; null if it is not called so.
    ui::ClientCard* addClient(const char* name) const
    {
        if (!click(named<QAbstractButton>(page(), words->addClient)))
            return nullptr;
        return named<ui::ClientCard>(page(), ("Client " + std::string(name)).c_str());
    }
    /// Opens its connection, or closes it again.
    [[nodiscard]] bool toggleForm(const ui::ClientCard* card) const
    {
        return click(named<QAbstractButton>(card, words->connection));
    }
    [[nodiscard]] bool connect(const ui::ClientCard* card) const
    {
        return click(named<QAbstractButton>(card, words->connect)) && becomes(card, words->connected);
    }
    /// Waits until the connection of a card stands so.
    [[nodiscard]] bool becomes(const ui::ClientCard* card, const char* state) const
    {
        const QString wanted = QString::fromUtf8(state) + QStringLiteral(" · ");
        return until([&] { return card->head()->stateText().startsWith(wanted); }) ||
               cannot(card->head()->stateText());
    }
    [[nodiscard]] bool subscribe(const ui::ClientCard* card, const char* filter, int qos) const
    {
        const int before = rowCount("subscriptions");
        return type(named<QLineEdit>(card, "Topic Filter"), QLatin1String(filter)) &&
               choose(named<QComboBox>(card, words->qosOfSubscription), qos) &&
               click(named<QPushButton>(card, words->subscribe)) &&
               until([&] { return rowCount("subscriptions") > before; });
    }
    [[nodiscard]] bool publish(const ui::ClientCard* card, const char* topic, const QByteArray& payload,
                               int qos) const
    {
        return type(named<QLineEdit>(card, "Topic Name"), QLatin1String(topic)) &&
               type(named<QLineEdit>(card, words->payload), QString::fromUtf8(payload)) &&
               choose(named<QComboBox>(card, words->qosOfMessage), qos) &&
               click(named<QPushButton>(card, words->publish));
    }

    // ----------------------------------------------------------------------------------------- what is read

    /// What the bubbles of a card say, without their time.
    [[nodiscard]] static QStringList bubbles(const ui::ClientCard* card)
    {
        static const QRegularExpression kTime(QStringLiteral(", \\d\\d:\\d\\d:\\d\\d$"));
        QStringList said;
        const QAbstractItemModel* model = card->view()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            said += model->index(row, 0).data(Qt::AccessibleTextRole).toString().remove(kTime);
        return said;
    }
    /// The rows of the frame list as they stand there: "capteur-1 → broker PUBLISH QoS 1 id 1 DUP".
    [[nodiscard]] QStringList frameRows() const
    {
        using Column = ui::FrameListModel::Column;
        QStringList rows;
        const ui::FrameListModel& model = w->frames();
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto says = [&](Column column) { return model.index(row, column).data().toString(); };
            QString line = says(Column::Route) + QLatin1Char(' ') + says(Column::Type);
            const std::pair<Column, const char*> more[] = {
                {Column::Qos, " QoS "}, {Column::Identifier, " id "}, {Column::Flags, " "}};
            for (const auto& [column, before] : more) {
                if (const QString text = says(column); !text.isEmpty())
                    line += QLatin1String(before) + text;
            }
            rows += line;
        }
        return rows;
    }
    /// Sentences of the log of the broker, without their times.
    [[nodiscard]] QStringList log() const
    {
        QStringList sentences;
        for (const QString& line : part<QPlainTextEdit>("brokerLog")->toPlainText().split(QLatin1Char('\n')))
            sentences += line.mid(10);
        return sentences;
    }
    /// Whether the log says these in their order, whatever it says between them and behind them; "*" stands
    /// for anything.
    [[nodiscard]] bool logTells(const QStringList& expected) const
    {
        QString missing;
        const bool told = until([&] {
            const QStringList sentences = log();
            auto from = sentences.begin();
            for (const QString& one : expected) {
                const QString pattern =
                    QRegularExpression::escape(one).replace(QStringLiteral("\\*"), QStringLiteral(".*"));
                const QRegularExpression whole(
                    QRegularExpression::anchoredPattern(pattern + QStringLiteral(".*")));
                from = std::find_if(from, sentences.end(),
                                    [&](const QString& each) { return whole.match(each).hasMatch(); });
                if (from == sentences.end()) {
                    missing = one;
                    return false;
                }
                ++from;
            }
            return true;
        });
        return told || cannot(QStringLiteral("the log does not say “%1” there:\n%2")
                                  .arg(missing, log().join(QLatin1Char('\n'))));
    }
};

} // namespace mqttscope::test
