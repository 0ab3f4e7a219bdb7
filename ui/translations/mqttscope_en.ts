<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
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
</context>
</TS>
