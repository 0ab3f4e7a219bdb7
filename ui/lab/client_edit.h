// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_topic.h"

#include <QWidget>

class QLabel;

namespace mqttscope::ui {

class MarkedEdit;
class Theme;

/// Where a topic or a payload is typed: a bar and a sign say whether it is right, a sentence below what is
/// wrong.
class ClientEdit : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit ClientEdit(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    void setVerdict(const TypedVerdict& verdict);
    /// As long as nothing is typed nothing is said of it.
    void setOptional(bool optional);
    [[nodiscard]] const TypedVerdict& verdict() const { return m_verdict; }
    /// What is wrong; its owner puts it below. Hidden while nothing is.
    [[nodiscard]] QLabel* sentence() const { return m_sentence; }
    [[nodiscard]] MarkedEdit* edit() const { return m_edit; }

Q_SIGNALS:
    void textChanged();
    void returnPressed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isSilent() const;
    void showSign();
    void refreshTheme();

    const Theme* m_theme;
    MarkedEdit* m_edit;
    QLabel* m_sign;
    QLabel* m_sentence;
    TypedVerdict m_verdict;
    bool m_optional = false;
};

} // namespace mqttscope::ui
