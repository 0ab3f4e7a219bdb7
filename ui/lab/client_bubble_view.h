// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_bubbles.h"

#include <QListView>
#include <QPersistentModelIndex>

#include <optional>

class QPushButton;

namespace mqttscope::ui {

class Theme;

/// What came and went of one client, the newest at the bottom; stays there while that is to be seen. Whoever
/// looks back keeps the place, and a button says how much is new.
class ClientBubbleView : public QListView {
    Q_OBJECT
public:
    /// Both must outlive the view.
    ClientBubbleView(ClientBubbles& model, const Theme& theme, QWidget* parent = nullptr);

    void retranslate();
    /// Leads to the newest; shown while there are newer rows than those to be seen.
    [[nodiscard]] QPushButton* newestButton() const { return m_newest; }

Q_SIGNALS:
    /// Its frame is to be shown in the list.
    void frameWanted(int row);
    void payloadWanted(int row);
    void copyRequested(const QString& text);

protected:
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void updateGeometries() override;

private:
    /// A row and where its top is in the view.
    struct Place {
        QPersistentModelIndex row;
        int top = 0;
    };
    void rowsAboutToBeInserted();
    void rowsAboutToGo();
    void keepPlace();
    void showUnseen();
    void placeButton();
    void refreshTheme();
    [[nodiscard]] bool isAtEnd() const;
    [[nodiscard]] bool isMessage(const QModelIndex& index) const;
    void copyPayload(int row);

    ClientBubbles* m_model;
    const Theme* m_theme;
    QPushButton* m_newest;
    std::optional<Place> m_place; ///< to be kept although rows above it go
    int m_unseen = 0;             ///< rows that came while somebody looked back
    bool m_follows = true;
    bool m_scrollDue = false;
};

} // namespace mqttscope::ui
