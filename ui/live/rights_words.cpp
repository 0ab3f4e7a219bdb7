// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/rights_words.h"

#include "ui/models/text.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

using analysis::CaptureRights;
using capture::ProgramRights;

QString words(const char* sentence)
{
    return QCoreApplication::translate("RightsDialog", sentence);
}

QString allowed(const CaptureRights& rights)
{
    const QString path = text(rights.path);
    if (rights.root)
        return words(QT_TRANSLATE_NOOP("RightsDialog",
                                       "You may capture now: mqttscope runs as root. It does not need to: "
                                       "give the right to the capturing program alone."));
    if (rights.program == CaptureRights::Program::Dumpcap)
        return words(QT_TRANSLATE_NOOP("RightsDialog",
                                       "You may capture now, with Wireshark’s program dumpcap (%1)."))
            .arg(path);
    return words(QT_TRANSLATE_NOOP("RightsDialog", "You may capture now, with mqttscope-capture (%1)."))
        .arg(path);
}

} // namespace

QString rightsVerdict(const CaptureRights& rights)
{
    if (rights.program != CaptureRights::Program::None)
        return allowed(rights);
    if (rights.nextLogin)
        return words(QT_TRANSLATE_NOOP(
            "RightsDialog", "You are in the group that may capture, but this session began before. "
                            "Log out and in again, then start mqttscope anew."));
    if (rights.own == ProgramRights::NotExecutable)
        return words(
                   QT_TRANSLATE_NOOP("RightsDialog",
                                     "Only members of the group mqttscope may start mqttscope-capture (%1), "
                                     "and you do not belong to it."))
            .arg(text(rights.ownPath));
    if (rights.own == ProgramRights::None)
        return words(QT_TRANSLATE_NOOP("RightsDialog",
                                       "The program mqttscope-capture is there (%1), but it has "
                                       "no right to open network interfaces."))
            .arg(text(rights.ownPath));
    if (rights.dumpcap == ProgramRights::NotExecutable)
        return words(QT_TRANSLATE_NOOP("RightsDialog",
                                       "Only members of the group %2 may start Wireshark’s program dumpcap "
                                       "(%1), and you do not belong to it."))
            .arg(text(rights.dumpcapPath), text(rights.dumpcapGroup));
    if (rights.dumpcap == ProgramRights::None)
        return words(QT_TRANSLATE_NOOP("RightsDialog",
                                       "Wireshark’s program dumpcap is there (%1), but it has "
                                       "no right to open network interfaces."))
            .arg(text(rights.dumpcapPath));
    return words(QT_TRANSLATE_NOOP("RightsDialog", "No program that can capture is installed: neither "
                                                   "mqttscope-capture nor Wireshark’s dumpcap."));
}

QStringList rightsCommands(const CaptureRights& rights)
{
    const QString user = qEnvironmentVariable("USER", QStringLiteral("$USER"));
    QStringList lines;
    for (const std::string& command : analysis::commandsForRights(rights, user.toStdString()))
        lines += text(command);
    return lines;
}

QString rightsAfterwards(const CaptureRights& rights)
{
    const QStringList commands = rightsCommands(rights);
    if (commands.isEmpty() || !commands.back().startsWith(QLatin1String("newgrp")))
        return {};
    return words(QT_TRANSLATE_NOOP(
        "RightsDialog", "A new group counts from the next login: log out and in again, then start "
                        "mqttscope anew. Until then it counts only in the terminal where you typed "
                        "newgrp, and in what you start from there."));
}

} // namespace mqttscope::ui
