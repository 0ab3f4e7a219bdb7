// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_bubbles.h"

#include <QFrame>
#include <QJsonObject>

#include <map>

class QScrollArea;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class ClientBubbleView;
class ClientBytes;
class ClientCommand;
class ClientDeviceRow;
class ClientForm;
class ClientHead;
class ClientPublishRow;
class ClientRepeatRow;
class ClientSubscribeRow;
class FoldSection;
class LabSession;
class Workspace;

/// One client of the lab: its connection, what came and went, and a place to publish and to subscribe.
class ClientCard : public QFrame {
    Q_OBJECT
public:
    /// SUBSCRIBE and UNSUBSCRIBE whose answers are awaited; the filters of older ones are not named then.
    static constexpr std::size_t kMaxAsked = 200;
    /// What the lower part of the card is for.
    enum class Part : std::uint8_t { Publish, Subscribe };

    /// `id` is a client of `lab`; both must outlive the card.
    ClientCard(Workspace& workspace, LabSession& lab, broker::lab::LabClientId id, const QString& icon,
               const broker::lab::LabClientOptions& options, QWidget* parent = nullptr);

    [[nodiscard]] broker::lab::LabClientId id() const { return m_id; }
    [[nodiscard]] QString name() const;
    void showPart(Part part);
    [[nodiscard]] Part part() const { return m_part; }
    /// As the button of its head.
    void connectClient();
    /// The broker listens there: a client of this machine goes along unless somebody chose another port.
    void followPort(std::uint16_t port);
    void takeEvent(const broker::lab::LabEvent& event);
    void takeState();
    /// For a lab file; without passwords.
    [[nodiscard]] QJsonObject state() const;
    void setState(const QJsonObject& state);
    void retranslate();

    [[nodiscard]] ClientHead* head() const { return m_head; }
    [[nodiscard]] ClientForm* form() const { return m_form; }
    [[nodiscard]] ClientDeviceRow* deviceRow() const { return m_device; }
    [[nodiscard]] ClientBubbles& bubbles() { return *m_bubbles; }
    [[nodiscard]] ClientBubbleView* view() const { return m_view; }
    [[nodiscard]] ClientPublishRow* publishRow() const { return m_publish; }
    [[nodiscard]] ClientRepeatRow* repeatRow() const { return m_repeat; }
    [[nodiscard]] ClientSubscribeRow* subscribeRow() const { return m_subscribe; }
    [[nodiscard]] ClientCommand* command() const { return m_command; }
    [[nodiscard]] ClientBytes* bytes() const { return m_bytes; }
    [[nodiscard]] FoldSection* bytesFold() const { return m_bytesFold; }
    [[nodiscard]] FoldSection* repeatFold() const { return m_repeatFold; }
    [[nodiscard]] QToolButton* partButton(Part part) const
    {
        return part == Part::Publish ? m_publishPart : m_subscribePart;
    }

Q_SIGNALS:
    void closeWanted();
    /// What a lab file would hold is another.
    void changed();

private:
    [[nodiscard]] bool isHere() const;
    void build();
    void connectParts();
    void optionsChanged();
    void showProblem();
    void showCommand();
    void showBytes();
    void publish();
    void send(const broker::lab::LabMessage& message);
    void subscribe();
    void unsubscribe(const QString& filter);
    void repeat();
    void goToFrame(int row);
    void showPayload(int row);
    void showFitting();
    void ask(std::uint32_t token, const std::string& filter);
    [[nodiscard]] ClientNotePlace placeOf(const broker::lab::LabEvent& event);
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    broker::lab::LabClientId m_id;
    QString m_icon;
    broker::lab::LabClientOptions m_options;
    std::shared_ptr<const broker::lab::LabClientState> m_state; ///< never null
    Part m_part = Part::Publish;
    std::map<std::uint32_t, std::string> m_asked; ///< filters by token
    ClientNotePlace m_problemPlace;
    broker::lab::LabEvent m_problem; ///< the last that ended or prevented a connection
    bool m_hasProblem = false;
    bool m_pulled = false;
    bool m_ownPort = false; ///< somebody chose it
    bool m_following = false;

    ClientBubbles* m_bubbles;
    ClientHead* m_head;
    ClientDeviceRow* m_device;
    QStackedWidget* m_middle;
    ClientBubbleView* m_view;
    QScrollArea* m_formArea;
    ClientForm* m_form;
    QFrame* m_acts;
    QVBoxLayout* m_actLayout;
    QToolButton* m_publishPart;
    QToolButton* m_subscribePart;
    ClientPublishRow* m_publish;
    ClientSubscribeRow* m_subscribe;
    FoldSection* m_repeatFold;
    ClientRepeatRow* m_repeat;
    ClientCommand* m_command;
    FoldSection* m_bytesFold;
    ClientBytes* m_bytes;
};

} // namespace mqttscope::ui
