// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

class QStandardItemModel;

namespace mqttscope::ui {

class Theme;

/// One line of an EntryList.
struct Entry {
    QString key; ///< says which; empty: a heading, which cannot be chosen
    QString icon;
    QString title;
    QString remark; ///< quiet, after the title
    QString right;  ///< quiet, at the right
    QString toolTip;
};

/// A short list of things to open: an icon, a title, something quiet after it, something at the right.
/// Headings part it.
class EntryList : public QListView {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole, IconRole, RemarkRole, RightRole };

    /// The theme must outlive the list.
    explicit EntryList(const Theme& theme, QWidget* parent = nullptr);

    /// Whether one click opens; else it takes two, and one only makes an entry current.
    void setOneClick(bool one) { m_oneClick = one; }
    /// The same key stays current if it is still there.
    void setEntries(const QList<Entry>& entries);
    [[nodiscard]] QString currentKey() const;
    void setCurrentKey(const QString& key);
    /// Height of all entries.
    [[nodiscard]] int contentsHeight() const;

Q_SIGNALS:
    /// One click or two, or Enter.
    void chosen(const QString& key);
    void currentKeyChanged(const QString& key);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Theme* m_theme;
    QStandardItemModel* m_entries;
    bool m_oneClick = false;
};

} // namespace mqttscope::ui
