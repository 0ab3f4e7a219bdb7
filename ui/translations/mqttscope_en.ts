<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>ByteReadings</name>
    <message numerus="yes">
        <source>%1 (%n byte(s))</source>
        <comment>a number and its length</comment>
        <translation>
            <numerusform>%1 (%n byte)</numerusform>
            <numerusform>%1 (%n bytes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ByteRibbon</name>
    <message numerus="yes">
        <source>%Ln byte(s) left</source>
        <translation>
            <numerusform>%Ln byte left</numerusform>
            <numerusform>%Ln bytes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln byte(s)</source>
        <extracomment>a layer&apos;s name and its size</extracomment>
        <translation>
            <numerusform>%1 · %Ln byte</numerusform>
            <numerusform>%1 · %Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterCheck</name>
    <message numerus="yes">
        <source>tests %n field(s)</source>
        <extracomment>how many fields a display filter looks at</extracomment>
        <translation>
            <numerusform>tests %n field</numerusform>
            <numerusform>tests %n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabFile</name>
    <message numerus="yes">
        <source>%n client(s) of the file could not be set up.</source>
        <translation>
            <numerusform>%n client of the file could not be set up.</numerusform>
            <numerusform>%n clients of the file could not be set up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) of the file are not known here.</source>
        <translation>
            <numerusform>%n fault of the file is not known here.</numerusform>
            <numerusform>%n faults of the file are not known here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receiver(s): as expected</source>
        <translation>
            <numerusform>%n receiver: as expected</numerusform>
            <numerusform>%n receivers: as expected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LadderPaper</name>
    <message numerus="yes">
        <source>%Ln more story(ies) have no room here.</source>
        <translation>
            <numerusform>%Ln more story has no room here.</numerusform>
            <numerusform>%Ln more stories have no room here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LadderStatus</name>
    <message numerus="yes">
        <source>%Ln MQTT packet(s)</source>
        <translation>
            <numerusform>%Ln MQTT packet</numerusform>
            <numerusform>%Ln MQTT packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln hop(s)</source>
        <extracomment>%1 &quot;10 MQTT packets&quot;</extracomment>
        <translation>
            <numerusform>%1 over %Ln hop</numerusform>
            <numerusform>%1 over %Ln hops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerLogView</name>
    <message numerus="yes">
        <source>%Ln line(s) not shown: too many at once</source>
        <translation>
            <numerusform>%Ln line not shown: too many at once</numerusform>
            <numerusform>%Ln lines not shown: too many at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ByteRibbon</name>
    <message numerus="yes">
        <source>%1, %Ln byte(s)</source>
        <extracomment>a layer of the frame: %1 its name</extracomment>
        <translation>
            <numerusform>%1, %Ln byte</numerusform>
            <numerusform>%1, %Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ByteValues</name>
    <message numerus="yes">
        <source>These %Ln bytes, read as…</source>
        <translation>
            <numerusform>This byte, read as…</numerusform>
            <numerusform>These %Ln bytes, read as…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BytesPane</name>
    <message numerus="yes">
        <source>%n MQTT message(s), reassembled</source>
        <translation>
            <numerusform>MQTT message, reassembled</numerusform>
            <numerusform>%n MQTT messages, reassembled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n MQTT message(s)</source>
        <translation>
            <numerusform>MQTT message</numerusform>
            <numerusform>%n MQTT messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CapturePanel</name>
    <message numerus="yes">
        <source>The file holds %n key log(s).</source>
        <translation>
            <numerusform>The file holds a key log.</numerusform>
            <numerusform>The file holds %n key logs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBubbleView</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To the newest: %Ln new</source>
        <translation>
            <numerusform>To the newest: %Ln new</numerusform>
            <numerusform>To the newest: %Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBubbles</name>
    <message numerus="yes">
        <source>and %Ln more User Properties</source>
        <translation>
            <numerusform>and %Ln more User Property</numerusform>
            <numerusform>and %Ln more User Properties</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientCard</name>
    <message numerus="yes">
        <source>%1, %Ln byte(s)</source>
        <translation>
            <numerusform>%1, %Ln byte</numerusform>
            <numerusform>%1, %Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientDevice</name>
    <message numerus="yes">
        <source>received %Ln time(s)</source>
        <translation>
            <numerusform>received %Ln time</numerusform>
            <numerusform>received %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waits: %Ln message(s) not acknowledged.</source>
        <translation>
            <numerusform>Waits: %Ln message not acknowledged.</numerusform>
            <numerusform>Waits: %Ln messages not acknowledged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientHead</name>
    <message numerus="yes">
        <source>%Ln in flight</source>
        <translation>
            <numerusform>%Ln in flight</numerusform>
            <numerusform>%Ln in flight</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientRepeatRow</name>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <extracomment>%1 the name of a file</extracomment>
        <translation>
            <numerusform>%1: %Ln row</numerusform>
            <numerusform>%1: %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) published</source>
        <translation>
            <numerusform>%Ln message published</numerusform>
            <numerusform>%Ln messages published</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more did not fit into the lab file</source>
        <extracomment>behind the name of a file and a number of rows</extracomment>
        <translation>
            <numerusform>%Ln more did not fit into the lab file</numerusform>
            <numerusform>%Ln more did not fit into the lab file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln fit into a lab file</source>
        <extracomment>behind the name of a file and a number of rows</extracomment>
        <translation>
            <numerusform>the first one fits into a lab file</numerusform>
            <numerusform>the first %Ln fit into a lab file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientSubscribeRow</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ConversationModel</name>
    <message numerus="yes">
        <source>%Ln more packet(s), not shown</source>
        <translation>
            <numerusform>%Ln more packet, not shown</numerusform>
            <numerusform>%Ln more packets, not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ExplanationPane</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>things that are wrong</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::Exports</name>
    <message numerus="yes">
        <source>%Ln frame(s) saved in %1.</source>
        <translation>
            <numerusform>%Ln frame saved in %1.</numerusform>
            <numerusform>%Ln frames saved in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln comment(s) found no room in the file.</source>
        <translation>
            <numerusform>%Ln comment found no room in the file.</numerusform>
            <numerusform>%Ln comments found no room in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln block(s) that are no packets were left out.</source>
        <translation>
            <numerusform>%Ln block that is no packet was left out.</numerusform>
            <numerusform>%Ln blocks that are no packets were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FieldTreeModel</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 word(s) of 4 bytes</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 word of 4 bytes</numerusform>
            <numerusform>%1 words of 4 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 word(s) of 8 bytes</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 word of 8 bytes</numerusform>
            <numerusform>%1 words of 8 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 hop(s)</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 hop</numerusform>
            <numerusform>%1 hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 message</numerusform>
            <numerusform>%1 messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken rule(s)</source>
        <translation>
            <numerusform>%n broken rule</numerusform>
            <numerusform>%n broken rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::GlossaryWindow</name>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n term</numerusform>
            <numerusform>%n terms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::KnowledgeStrip</name>
    <message numerus="yes">
        <source>all %Ln byte(s) read</source>
        <translation>
            <numerusform>%Ln byte, all read</numerusform>
            <numerusform>all %Ln bytes read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) of %1 left</source>
        <extracomment>bytes that are left of all that Remaining Length counts: &quot;11 bytes of 19 left&quot;</extracomment>
        <translation>
            <numerusform>%Ln byte of %1 left</numerusform>
            <numerusform>%Ln bytes of %1 left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabConsequence</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <extracomment>%1 names</extracomment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln retained message(s) will follow.</source>
        <translation>
            <numerusform>%Ln retained message will follow.</numerusform>
            <numerusform>%Ln retained messages will follow.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabFaultsModel</name>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabProjectorFoot</name>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>And %Ln more.</numerusform>
            <numerusform>And %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabProjectorHead</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabStatus</name>
    <message numerus="yes">
        <source>broker %1, %Ln client(s)</source>
        <extracomment>%1 an address with its port</extracomment>
        <translation>
            <numerusform>broker %1, %Ln client</numerusform>
            <numerusform>broker %1, %Ln clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln armed fault(s)</source>
        <translation>
            <numerusform>%Ln armed fault</numerusform>
            <numerusform>%Ln armed faults</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderBar</name>
    <message numerus="yes">
        <source>%1 (%Ln hidden)</source>
        <extracomment>&quot;Lanes&quot;, and how many are not shown</extracomment>
        <translation>
            <numerusform>%1 (%Ln hidden)</numerusform>
            <numerusform>%1 (%Ln hidden)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderFindBar</name>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln exchange</numerusform>
            <numerusform>%Ln exchanges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderPage</name>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln exchange</numerusform>
            <numerusform>%Ln exchanges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LiveFigures</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dropped</source>
        <translation>
            <numerusform>%Ln dropped</numerusform>
            <numerusform>%Ln dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <translation>
            <numerusform>%1: %Ln frame</numerusform>
            <numerusform>%1: %Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost by the interface itself</source>
        <translation>
            <numerusform>%Ln lost by the interface itself</numerusform>
            <numerusform>%Ln lost by the interface itself</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln hidden</source>
        <extracomment>frames without MQTT that are not shown</extracomment>
        <translation>
            <numerusform>%Ln hidden</numerusform>
            <numerusform>%Ln hidden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter selects %n frame(s), none of them with MQTT.</source>
        <translation>
            <numerusform>The filter selects %n frame, without MQTT.</numerusform>
            <numerusform>The filter selects %n frames, none of them with MQTT.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s), %1</source>
        <extracomment>%1 &quot;lo&quot;, %2 date and time</extracomment>
        <translation>
            <numerusform>%Ln frame, %1</numerusform>
            <numerusform>%Ln frames, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) on %1, %2</source>
        <translation>
            <numerusform>%Ln frame on %1, %2</numerusform>
            <numerusform>%Ln frames on %1, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln capture(s) were cut off or not saved; the last one: %1.</source>
        <translation>
            <numerusform>%Ln capture was cut off or not saved: %1.</numerusform>
            <numerusform>%Ln captures were cut off or not saved; the last one: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) are saved in %1; the broker runs on.</source>
        <extracomment>%1 the name of a file</extracomment>
        <translation>
            <numerusform>%Ln frame is saved in %1; the broker runs on.</numerusform>
            <numerusform>%Ln frames are saved in %1; the broker runs on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::NextCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>clients</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n did not come</source>
        <translation>
            <numerusform>%n did not come</numerusform>
            <numerusform>%n did not come</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::PayloadPanel</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RecoveryDialog</name>
    <message numerus="yes">
        <source>%Ln capture(s) that nobody has saved</source>
        <translation>
            <numerusform>%Ln capture that nobody has saved</numerusform>
            <numerusform>%Ln captures that nobody has saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) behind the last whole frame are unusable</source>
        <translation>
            <numerusform>%Ln byte behind the last whole frame is unusable</numerusform>
            <numerusform>%Ln bytes behind the last whole frame are unusable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln capture(s)?</source>
        <translation>
            <numerusform>Delete %Ln capture?</numerusform>
            <numerusform>Delete %Ln captures?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RuleListModel</name>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln more, not listed</numerusform>
            <numerusform>%Ln more, not listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RulesPanel</name>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln more, not listed</numerusform>
            <numerusform>%Ln more, not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::SessionTableModel</name>
    <message numerus="yes">
        <source>%1, %Ln connection(s), frames %2 to %3</source>
        <translation>
            <numerusform>%1, %Ln connection, frames %2 to %3</numerusform>
            <numerusform>%1, %Ln connections, frames %2 to %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::SessionsPanel</name>
    <message numerus="yes">
        <source>%Ln more packet(s), not shown</source>
        <translation>
            <numerusform>%Ln more packet, not shown</numerusform>
            <numerusform>%Ln more packets, not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StatisticsPanel</name>
    <message numerus="yes">
        <source>%Ln packet(s) without a time are left out.</source>
        <translation>
            <numerusform>%Ln packet without a time is left out.</numerusform>
            <numerusform>%Ln packets without a time are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(ies) whose publication is not in the capture.</source>
        <translation>
            <numerusform>%Ln delivery whose publication is not in the capture.</numerusform>
            <numerusform>%Ln deliveries whose publication is not in the capture.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%Ln undecoded byte(s)</source>
        <translation>
            <numerusform>%Ln undecoded byte</numerusform>
            <numerusform>%Ln undecoded bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading: %Ln frame(s)</source>
        <translation>
            <numerusform>Loading: %Ln frame</numerusform>
            <numerusform>Loading: %Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Following the file: %Ln frame(s)</source>
        <extracomment>the file is being written, and the window shows what comes</extracomment>
        <translation>
            <numerusform>Following the file: %Ln frame</numerusform>
            <numerusform>Following the file: %Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepModeBar</name>
    <message numerus="yes">
        <source>%Ln packet(s) that came before it pass first.</source>
        <translation>
            <numerusform>%Ln packet that came before it passes first.</numerusform>
            <numerusform>%Ln packets that came before it pass first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::TopicTreeModel</name>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::TopicsPanel</name>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s) of further topics</source>
        <translation>
            <numerusform>%Ln packet of further topics</numerusform>
            <numerusform>%Ln packets of further topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ValuesPanel</name>
    <message numerus="yes">
        <source>%Ln value(s)</source>
        <translation>
            <numerusform>%Ln value</numerusform>
            <numerusform>%Ln values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln more, not listed</numerusform>
            <numerusform>%Ln more, not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::WaitingPage</name>
    <message numerus="yes">
        <source>%Ln frame(s) came, none of them carries MQTT.</source>
        <translation>
            <numerusform>%Ln frame came, it does not carry MQTT.</numerusform>
            <numerusform>%Ln frames came, none of them carries MQTT.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::WelcomePage</name>
    <message numerus="yes">
        <source>%Ln frames</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
</context>
</TS>
