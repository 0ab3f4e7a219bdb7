// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversation_model.h"
#include "ui/models/session_table_model.h"
#include "ui/panels/computed_panel.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace mqttscope::ui {

class CellDelegate;
class ConversationView;

/// The sessions of the clients, and the one chosen as a conversation of packets.
class SessionsPanel : public ComputedPanel {
    Q_OBJECT
public:
    explicit SessionsPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("sessions"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-client"); }
    void retranslate() override;

    /// Writes the conversation as text. Empty, or what went wrong as one sentence.
    [[nodiscard]] QString saveConversation(const QString& path) const;

    // For tests.
    [[nodiscard]] SessionTableModel& model() { return m_model; }
    [[nodiscard]] ConversationModel& conversation() { return m_conversation; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] ConversationView* conversationView() const { return m_lines; }
    [[nodiscard]] QString heading() const;

protected:
    void compute() override;
    void clear() override;
    void refreshTheme() override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] bool hasContent() const override { return m_model.rowCount() > 0; }
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum Question { Follow = 1 };
    void build();
    void currentChanged();
    void follow(std::uint32_t session);
    void showFrame();
    void useFilter();
    void chooseFile();
    void nameConversation();
    void showMenu(const QPoint& place);

    SessionTableModel m_model;
    ConversationModel m_conversation;
    QSplitter* m_parts = nullptr;
    QTableView* m_table = nullptr;
    CellDelegate* m_cells = nullptr;
    ConversationView* m_lines = nullptr;
    QWidget* m_bar = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_more = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_save = nullptr;
    std::uint32_t m_followed = index::kNone; ///< session shown as a conversation
    bool m_following = false;
};

} // namespace mqttscope::ui
