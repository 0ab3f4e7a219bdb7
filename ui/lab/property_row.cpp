// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/property_row.h"

#include "teach/vocabulary.h"
#include "ui/lab/client_edit.h"
#include "ui/models/client_payload.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/marked_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

PropertyRow::PropertyRow(const Theme& theme, const teach::Vocabulary& vocabulary, mqtt::PropertyId id,
                         bool stays, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_id(id), m_stays(stays),
      m_label(new QLabel), m_unit(new QLabel)
{
    build();
    connect(m_theme, &Theme::changed, this, &PropertyRow::refreshTheme);
    refreshTheme();
    retranslate();
}

void PropertyRow::build()
{
    const PropertyInput input = propertyInput(m_id);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setProperty("secondary", true);
    m_unit->setProperty("secondary", true);
    auto* line = new QHBoxLayout;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_label);
    column->addLayout(line);
    const auto addEdit = [&] {
        auto* edit = new ClientEdit(*m_theme);
        edit->setOptional(true);
        line->addWidget(edit, 1);
        column->addWidget(edit->sentence());
        connect(edit, &ClientEdit::textChanged, this, &PropertyRow::check);
        return edit;
    };
    if (input == PropertyInput::Choice || input == PropertyInput::Bytes) {
        m_choice = new QComboBox;
        m_choice->setSizePolicy(input == PropertyInput::Choice ? QSizePolicy::Ignored
                                                               : QSizePolicy::Preferred,
                                QSizePolicy::Fixed);
        line->addWidget(m_choice, input == PropertyInput::Choice ? 1 : 0);
        connect(m_choice, &QComboBox::currentIndexChanged, this, &PropertyRow::check);
    }
    if (input == PropertyInput::Pair)
        m_nameEdit = addEdit();
    if (input == PropertyInput::Choice) {
        m_sentence = new QLabel(this);
        m_sentence->setTextFormat(Qt::PlainText);
        m_sentence->setWordWrap(true);
        m_sentence->setProperty("tone", QStringLiteral("error"));
        m_sentence->hide();
        column->addWidget(m_sentence);
    } else {
        m_edit = addEdit();
    }
    line->addWidget(m_unit);
    if (m_stays)
        return;
    m_remove = new QToolButton;
    m_remove->setProperty("bare", true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    line->addWidget(m_remove);
    connect(m_remove, &QToolButton::clicked, this, &PropertyRow::removeWanted);
}

QWidget* PropertyRow::first() const
{
    if (m_nameEdit != nullptr)
        return m_nameEdit->edit();
    return m_edit != nullptr ? static_cast<QWidget*>(m_edit->edit()) : m_choice;
}

TypedProperty PropertyRow::typed() const
{
    TypedProperty typed;
    typed.id = m_id;
    switch (propertyInput(m_id)) {
    case PropertyInput::Choice:
        typed.value = m_choice->currentData().toString();
        break;
    case PropertyInput::Bytes:
        typed.hex = m_choice->currentIndex() == 1;
        typed.value = m_edit->text();
        break;
    case PropertyInput::Pair:
        typed.name = m_nameEdit->text();
        typed.value = m_edit->text();
        break;
    case PropertyInput::Number:
    case PropertyInput::Text:
        typed.value = m_edit->text();
        break;
    }
    return typed;
}

void PropertyRow::setTyped(const TypedProperty& typed)
{
    switch (propertyInput(m_id)) {
    case PropertyInput::Choice:
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(typed.value)));
        break;
    case PropertyInput::Bytes:
        m_choice->setCurrentIndex(typed.hex ? 1 : 0);
        m_edit->setText(typed.value);
        break;
    case PropertyInput::Pair:
        m_nameEdit->setText(typed.name);
        m_edit->setText(typed.value);
        break;
    case PropertyInput::Number:
    case PropertyInput::Text:
        m_edit->setText(typed.value);
        break;
    }
}

void PropertyRow::setSurroundings(const PropertySurroundings& around)
{
    if (around == m_around)
        return;
    m_around = around;
    check();
}

void PropertyRow::check()
{
    m_verdict = judgeProperty(typed(), m_around, *m_vocabulary);
    if (m_nameEdit != nullptr)
        m_nameEdit->setVerdict({});
    if (m_edit != nullptr) {
        m_edit->setVerdict(m_verdict);
    } else {
        m_sentence->setText(m_verdict.sentence);
        m_sentence->setVisible(!m_verdict.ok);
        m_choice->setAccessibleDescription(m_verdict.sentence);
    }
    Q_EMIT changed();
}

void PropertyRow::fillChoice()
{
    const QSignalBlocker blocker(m_choice);
    const int now = std::max(0, m_choice->currentIndex());
    m_choice->clear();
    if (m_edit == nullptr) {
        for (const auto& [value, words] : propertyChoices(m_id, *m_vocabulary))
            m_choice->addItem(words, QString::number(value));
    } else {
        m_choice->addItem(payloadInputWord(PayloadInput::Text));
        m_choice->addItem(payloadInputWord(PayloadInput::Hex));
    }
    m_choice->setCurrentIndex(std::min(now, m_choice->count() - 1));
}

void PropertyRow::retranslate()
{
    const QString name = text(m_vocabulary->label(mqtt::propertyInfo(m_id).field));
    m_label->setText(name);
    m_unit->setText(propertyUnit(m_id));
    m_unit->setVisible(!m_unit->text().isEmpty());
    if (m_choice != nullptr) {
        fillChoice();
        //: how binary data are typed; %1 the name of a property
        m_choice->setAccessibleName(m_edit == nullptr ? name : tr("How %1 is typed").arg(name));
    }
    if (m_edit != nullptr) {
        m_edit->edit()->setAccessibleName(m_nameEdit == nullptr ? name : tr("Value, %1").arg(name));
        m_edit->edit()->setPlaceholderText(propertyDefault(m_id));
    }
    if (m_nameEdit != nullptr) {
        m_nameEdit->edit()->setAccessibleName(tr("Name, %1").arg(name));
        m_nameEdit->edit()->setPlaceholderText(tr("name"));
        m_edit->edit()->setPlaceholderText(tr("value"));
    }
    if (m_remove != nullptr) {
        m_remove->setToolTip(tr("Remove"));
        //: %1 the name of a property
        m_remove->setAccessibleName(tr("Remove %1").arg(name));
    }
    check();
}

void PropertyRow::refreshTheme()
{
    layout()->setSpacing(m_theme->px(2));
    layout()->itemAt(1)->layout()->setSpacing(m_theme->px(4));
    m_label->setFont(m_theme->font(TextUse::Caption));
    m_unit->setFont(m_theme->font(TextUse::Small));
    if (m_sentence != nullptr)
        m_sentence->setFont(m_theme->font(TextUse::Small));
    if (m_choice != nullptr)
        m_choice->setMinimumHeight(m_theme->px(28));
    if (m_remove == nullptr)
        return;
    m_remove->setIcon(m_theme->icon(QStringLiteral("ui-cross"), Ink::TextSecondary));
    m_remove->setIconSize({m_theme->px(12), m_theme->px(12)});
    m_remove->setFixedSize(m_theme->px(22), m_theme->px(22));
}

} // namespace mqttscope::ui
