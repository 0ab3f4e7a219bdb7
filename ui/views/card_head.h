// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace mqttscope::ui {

class Theme;

/// The head of a card of the first page: an icon, a title and a quiet remark.
class CardHead : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive it.
    CardHead(const Theme& theme, QString icon, QWidget* parent = nullptr);

    void setWords(const QString& title, const QString& remark);

private:
    void refreshTheme();

    const Theme* m_theme;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_remark;
};

} // namespace mqttscope::ui
