<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>Category</name>
    <message>
        <source>fixed header</source>
        <translation>en-tête fixe</translation>
    </message>
    <message>
        <source>length</source>
        <translation>longueur</translation>
    </message>
    <message>
        <source>variable header</source>
        <translation>en-tête variable</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>charge utile</translation>
    </message>
    <message>
        <source>properties</source>
        <translation>propriétés</translation>
    </message>
    <message>
        <source>network</source>
        <translation>réseau</translation>
    </message>
    <message>
        <source>undecoded</source>
        <translation>non décodé</translation>
    </message>
</context>
<context>
    <name>CellFilter</name>
    <message>
        <source>TCP connection %1</source>
        <translation>Connexion TCP %1</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Trame %1</translation>
    </message>
    <message>
        <source>Frames of %1 bytes</source>
        <translation>Trames de %1 octets</translation>
    </message>
    <message>
        <source>Type %1</source>
        <extracomment>%1 is a packet type: PUBLISH</extracomment>
        <translation>Type %1</translation>
    </message>
    <message>
        <source>Packet Identifier %1</source>
        <translation>Packet Identifier %1</translation>
    </message>
    <message>
        <source>Topic “%1”</source>
        <translation>Sujet «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>Protocol %1</source>
        <translation>Protocole %1</translation>
    </message>
    <message>
        <source>Client “%1”</source>
        <translation>Client «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>Adresse %1</translation>
    </message>
</context>
<context>
    <name>FileError</name>
    <message>
        <source>there is no such file</source>
        <translation>ce fichier n’existe pas</translation>
    </message>
    <message>
        <source>you have no permission to read it</source>
        <translation>vous n’avez pas le droit de le lire</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>le disque a signalé une erreur</translation>
    </message>
    <message>
        <source>The file cannot be opened: %1.</source>
        <extracomment>%1 reason</extracomment>
        <translation>Impossible d’ouvrir le fichier&#x202f;: %1.</translation>
    </message>
    <message>
        <source>This is a directory, not a capture file.</source>
        <translation>C’est un dossier, pas un fichier de capture.</translation>
    </message>
    <message>
        <source>This is a device or a pipe, not a capture file.</source>
        <translation>C’est un périphérique ou un tube, pas un fichier de capture.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Impossible de lire le fichier&#x202f;: %1.</translation>
    </message>
    <message>
        <source>%1 files are open already: close one first.</source>
        <translation>%1 fichiers sont déjà ouverts&#x202f;: fermez-en un d’abord.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Le fichier est vide.</translation>
    </message>
    <message>
        <source>This is not a capture file: it begins with %1, neither pcap nor pcapng.</source>
        <translation>Ce n’est pas un fichier de capture&#x202f;: il commence par %1, ni pcap ni pcapng.</translation>
    </message>
    <message>
        <source>The file is compressed with LZ4: expand it first.</source>
        <translation>Le fichier est compressé avec LZ4&#x202f;: décompressez-le d’abord.</translation>
    </message>
    <message>
        <source>The file is compressed twice: expand it once first.</source>
        <translation>Le fichier est compressé deux fois&#x202f;: décompressez-le d’abord une fois.</translation>
    </message>
    <message>
        <source>The compressed file is damaged: nothing behind this place can be expanded.</source>
        <translation>Le fichier compressé est endommagé&#x202f;: rien après cet endroit ne peut être décompressé.</translation>
    </message>
    <message>
        <source>The compressed file is cut short.</source>
        <translation>Le fichier compressé est tronqué.</translation>
    </message>
    <message>
        <source>To expand the file takes more than %1 bytes of memory: compress it anew.</source>
        <extracomment>%1 number of bytes</extracomment>
        <translation>Décompresser ce fichier demande plus de %1 octets de mémoire&#x202f;: compressez-le à nouveau.</translation>
    </message>
    <message>
        <source>The compressed file holds more than %1 bytes, which is the limit.</source>
        <extracomment>%1 number of bytes</extracomment>
        <translation>Le fichier compressé contient plus de %1 octets, la limite.</translation>
    </message>
    <message>
        <source>The compressed file grows to more than %1 times its size, which is the limit.</source>
        <extracomment>%1 a number, such as 250</extracomment>
        <translation>Le fichier compressé devient plus de %1 fois plus grand, la limite.</translation>
    </message>
    <message>
        <source>The compressed file cannot be expanded into a temporary file: %1.</source>
        <extracomment>%1 reason</extracomment>
        <translation>Impossible de décompresser le fichier dans un fichier temporaire&#x202f;: %1.</translation>
    </message>
    <message>
        <source>Opening the file was cancelled.</source>
        <translation>L’ouverture du fichier a été annulée.</translation>
    </message>
    <message>
        <source>The file has the format of a modified pcap library, which is not supported.</source>
        <translation>Le fichier est au format d’une bibliothèque pcap modifiée, qui n’est pas pris en charge.</translation>
    </message>
    <message>
        <source>The file has version %1.%2 of its format, which is not supported.</source>
        <translation>Le fichier est à la version %1.%2 de son format, qui n’est pas prise en charge.</translation>
    </message>
    <message>
        <source>The file header is cut off: %1 bytes of %2.</source>
        <translation>L’en-tête du fichier est tronqué&#x202f;: %1 octets sur %2.</translation>
    </message>
    <message>
        <source>The file ends in the middle of a frame: %1 bytes of %2.</source>
        <translation>Le fichier s’arrête au milieu d’une trame&#x202f;: %1 octets sur %2.</translation>
    </message>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>Le fichier a raccourci pendant la lecture.</translation>
    </message>
    <message>
        <source>A frame claims %1 bytes, more than the limit of %2.</source>
        <translation>Une trame annonce %1 octets, plus que la limite de %2.</translation>
    </message>
    <message>
        <source>A frame claims %1 captured bytes of %2 on the wire.</source>
        <translation>Une trame annonce %1 octets capturés sur %2 transmis.</translation>
    </message>
    <message>
        <source>The section header does not say its byte order: %1.</source>
        <translation>L’en-tête de section n’indique pas l’ordre de ses octets&#x202f;: %1.</translation>
    </message>
    <message>
        <source>A block has the impossible length %1.</source>
        <translation>Un bloc a une longueur impossible&#x202f;: %1.</translation>
    </message>
    <message>
        <source>A block says two different lengths: %1 and %2.</source>
        <translation>Un bloc annonce deux longueurs différentes&#x202f;: %1 et %2.</translation>
    </message>
    <message>
        <source>A block is too short for what it holds: %1 bytes of %2.</source>
        <translation>Un bloc est trop court pour son contenu&#x202f;: %1 octets sur %2.</translation>
    </message>
    <message>
        <source>An option of %1 bytes stands where only %2 are left.</source>
        <translation>Une option de %1 octets se trouve là où il n’en reste que %2.</translation>
    </message>
    <message>
        <source>The file names more than %1 interfaces.</source>
        <translation>Le fichier nomme plus de %1 interfaces.</translation>
    </message>
    <message>
        <source>A frame names interface %1, but there are only %2.</source>
        <translation>Une trame nomme l’interface %1, mais il n’y en a que %2.</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Impossible d’écrire le fichier&#x202f;: %1.</translation>
    </message>
    <message>
        <source>%1 Place in the file: byte %2.</source>
        <extracomment>%1 what is wrong, a sentence; %2 place in the file in bytes</extracomment>
        <translation>%1 Position dans le fichier&#x202f;: octet %2.</translation>
    </message>
    <message>
        <source>An option has the impossible length %1.</source>
        <translation>Une option a une longueur impossible&#x202f;: %1.</translation>
    </message>
</context>
<context>
    <name>FilterCheck</name>
    <message numerus="yes">
        <source>tests %n field(s)</source>
        <extracomment>how many fields a display filter looks at</extracomment>
        <translation>
            <numerusform>porte sur %n champ</numerusform>
            <numerusform>porte sur %n champs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Appliquer</translation>
    </message>
    <message>
        <source>&amp;Prepare</source>
        <translation>&amp;Préparer</translation>
    </message>
    <message>
        <source>A&amp;nd: both must hold</source>
        <translation>&amp;Et&#x202f;: les deux doivent être vrais</translation>
    </message>
    <message>
        <source>&amp;Or: one of them must hold</source>
        <translation>&amp;Ou&#x202f;: l’un des deux doit être vrai</translation>
    </message>
    <message>
        <source>And no&amp;t: this must not hold</source>
        <translation>Et &amp;non&#x202f;: celui-ci doit être faux</translation>
    </message>
    <message>
        <source>Or not: the one in &amp;use, or not this</source>
        <translation>Ou non&#x202f;: &amp;celui en cours, ou celui-ci faux</translation>
    </message>
</context>
<context>
    <name>FilterReading</name>
    <message>
        <source>port %1</source>
        <translation>port %1</translation>
    </message>
    <message>
        <source>on port %1</source>
        <translation>sur le port %1</translation>
    </message>
    <message>
        <source>TCP connection %1</source>
        <translation>connexion TCP %1</translation>
    </message>
    <message>
        <source>of TCP connection %1</source>
        <translation>de la connexion TCP %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>adresse %1</translation>
    </message>
    <message>
        <source>from or to %1</source>
        <translation>de ou vers %1</translation>
    </message>
    <message>
        <source>QoS %1</source>
        <translation>QoS %1</translation>
    </message>
    <message>
        <source>Packet Identifier %1</source>
        <translation>Packet Identifier %1</translation>
    </message>
    <message>
        <source>topic “%1”</source>
        <translation>sujet «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>Client Identifier “%1”</source>
        <translation>Client Identifier «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>“%1” in the topic</source>
        <translation>«&#x202f;%1&#x202f;» dans le sujet</translation>
    </message>
    <message>
        <source>all MQTT</source>
        <translation>tout MQTT</translation>
    </message>
    <message>
        <source>frames with %1</source>
        <extracomment>%1 is a list: PUBLISH, QoS 2</extracomment>
        <translation>trames avec %1</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>both</source>
        <translation>les deux</translation>
    </message>
    <message>
        <source>one or both</source>
        <translation>l’un, l’autre ou les deux</translation>
    </message>
    <message>
        <source>one, not both</source>
        <translation>l’un mais pas l’autre</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>égal</translation>
    </message>
    <message>
        <source>all are different</source>
        <translation>tous différents</translation>
    </message>
    <message>
        <source>greater</source>
        <translation>plus grand</translation>
    </message>
    <message>
        <source>less</source>
        <translation>plus petit</translation>
    </message>
    <message>
        <source>greater or equal</source>
        <translation>plus grand ou égal</translation>
    </message>
    <message>
        <source>less or equal</source>
        <translation>plus petit ou égal</translation>
    </message>
    <message>
        <source>one of these</source>
        <translation>l’un de ceux-ci</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>aucun de ceux-ci</translation>
    </message>
    <message>
        <source>has this inside</source>
        <translation>contient ceci</translation>
    </message>
    <message>
        <source>matches a regular expression</source>
        <translation>suit une expression régulière</translation>
    </message>
    <message>
        <source>the opposite</source>
        <translation>le contraire</translation>
    </message>
    <message>
        <source>one value is enough</source>
        <translation>une valeur suffit</translation>
    </message>
    <message>
        <source>every value</source>
        <translation>toutes les valeurs</translation>
    </message>
    <message>
        <source>absolute value</source>
        <translation>valeur absolue</translation>
    </message>
    <message>
        <source>how often the frame has the field</source>
        <translation>combien de fois la trame a ce champ</translation>
    </message>
    <message>
        <source>length in bytes</source>
        <translation>longueur en octets</translation>
    </message>
    <message>
        <source>in lower case</source>
        <translation>en minuscules</translation>
    </message>
    <message>
        <source>greatest value</source>
        <translation>plus grande valeur</translation>
    </message>
    <message>
        <source>least value</source>
        <translation>plus petite valeur</translation>
    </message>
    <message>
        <source>number or address as text</source>
        <translation>nombre ou adresse en texte</translation>
    </message>
    <message>
        <source>in upper case</source>
        <translation>en majuscules</translation>
    </message>
    <message>
        <source>in this capture</source>
        <translation>dans cette capture</translation>
    </message>
</context>
<context>
    <name>HexContent</name>
    <message>
        <source>not captured</source>
        <translation>non capturé</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>trame %1</translation>
    </message>
</context>
<context>
    <name>Version</name>
    <message>
        <source>MQTT, version unknown</source>
        <translation>MQTT, version inconnue</translation>
    </message>
    <message>
        <source>MQTT, other version</source>
        <translation>MQTT, autre version</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ByteLegend</name>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ByteValues</name>
    <message>
        <source>This byte, read as…</source>
        <translation>Cet octet, lu comme…</translation>
    </message>
    <message>
        <source>hexadecimal</source>
        <translation>hexadécimal</translation>
    </message>
    <message>
        <source>decimal</source>
        <translation>décimal</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binaire</translation>
    </message>
    <message>
        <source>character</source>
        <translation>caractère</translation>
    </message>
    <message>
        <source>on 16 bits</source>
        <extracomment>the byte and the next one as one number</extracomment>
        <translation>sur 16 bits</translation>
    </message>
    <message>
        <source>“%1”</source>
        <extracomment>a character in quotation marks</extracomment>
        <translation>«&#x202f;%1&#x202f;»</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BytesPane</name>
    <message>
        <source>Bytes of frame %1</source>
        <translation>Octets de la trame %1</translation>
    </message>
    <message>
        <source>IP datagram, reassembled</source>
        <translation>Datagramme IP réassemblé</translation>
    </message>
    <message numerus="yes">
        <source>%n MQTT message(s), reassembled</source>
        <translation>
            <numerusform>Message MQTT réassemblé</numerusform>
            <numerusform>%n messages MQTT réassemblés</numerusform>
        </translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>no field</source>
        <translation>aucun champ</translation>
    </message>
    <message>
        <source>byte %1, not captured, %2</source>
        <extracomment>%1 number of the byte from 1, %2 field</extracomment>
        <translation>octet %1, non capturé, %2</translation>
    </message>
    <message>
        <source>byte %1, 0x%2, %3</source>
        <extracomment>%1 number of the byte from 1, %2 its value in hexadecimal digits, %3 field</extracomment>
        <translation>octet %1, 0x%2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n MQTT message(s)</source>
        <translation>
            <numerusform>Message MQTT</numerusform>
            <numerusform>%n messages MQTT</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::EmptyPage</name>
    <message>
        <source>See MQTT go by, understand every byte.</source>
        <translation>Voir passer MQTT, comprendre chaque octet.</translation>
    </message>
    <message>
        <source>Open a capture…</source>
        <translation>Ouvrir une capture…</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>ou la déposer ici</translation>
    </message>
    <message>
        <source>pcap and pcapng, as Wireshark, tshark and tcpdump write them</source>
        <translation>pcap et pcapng, tels que les écrivent Wireshark, tshark et tcpdump</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FieldTreeModel</name>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Bits / bytes</source>
        <translation>Bits / octets</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 octet</numerusform>
            <numerusform>%1 octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 word(s) of 4 bytes</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 mot de 4 octets</numerusform>
            <numerusform>%1 mots de 4 octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 word(s) of 8 bytes</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 mot de 8 octets</numerusform>
            <numerusform>%1 mots de 8 octets</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message numerus="yes">
        <source>%1 hop(s)</source>
        <comment>a quantity</comment>
        <translation>
            <numerusform>%1 saut</numerusform>
            <numerusform>%1 sauts</numerusform>
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
    <message>
        <source>“%1”</source>
        <extracomment>a text from the wire in quotation marks</extracomment>
        <translation>«&#x202f;%1&#x202f;»</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FieldTreeView</name>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FilterBar</name>
    <message>
        <source>go on…</source>
        <extracomment>a filter that is not finished</extracomment>
        <translation>continuez…</translation>
    </message>
    <message>
        <source>valid</source>
        <extracomment>of a filter</extracomment>
        <translation>valide</translation>
    </message>
    <message>
        <source>valid, but</source>
        <translation>valide, mais</translation>
    </message>
    <message>
        <source>invalid</source>
        <extracomment>of a filter</extracomment>
        <translation>incorrect</translation>
    </message>
    <message>
        <source>filtering, %1 %</source>
        <extracomment>%1 is a number: how much of the capture a filter has looked at</extracomment>
        <translation>filtrage, %1&#x202f;%</translation>
    </message>
    <message>
        <source>%1 · Enter applies it</source>
        <translation>%1 · Entrée l’applique</translation>
    </message>
    <message>
        <source>Display filter</source>
        <translation>Filtre d’affichage</translation>
    </message>
    <message>
        <source>Display filter, such as mqtt.qos == 2 · Ctrl+Space proposes</source>
        <translation>Filtre d’affichage, par exemple mqtt.qos == 2 · Ctrl+Espace propose</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Effacer le filtre</translation>
    </message>
    <message>
        <source>Recent and saved filters</source>
        <translation>Filtres récents et enregistrés</translation>
    </message>
    <message>
        <source>&amp;Save this filter…</source>
        <translation>&amp;Enregistrer ce filtre…</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Renommer</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>&amp;Forget the recent filters</source>
        <translation>&amp;Oublier les filtres récents</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>Enregistrer le filtre</translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation>Nom du filtre&#x202f;:</translation>
    </message>
    <message>
        <source>Rename the filter</source>
        <translation>Renommer le filtre</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FilterProblem</name>
    <message>
        <source>Correct it</source>
        <extracomment>puts the filter right that was mistyped; a button</extracomment>
        <translation>Corriger</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FrameListDelegate</name>
    <message>
        <source>reserved</source>
        <translation>réservé</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FrameListModel</name>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>%1 bytes of MQTT in a frame of %2 bytes</source>
        <translation>%1 octets de MQTT dans une trame de %2 octets</translation>
    </message>
    <message>
        <source>a frame of %1 bytes</source>
        <translation>une trame de %1 octets</translation>
    </message>
    <message>
        <source>%1 B</source>
        <extracomment>bytes, with their unit: 21 B</extracomment>
        <translation>%1 o</translation>
    </message>
    <message>
        <source>Bytes of the MQTT packets; of the whole frame where there is none</source>
        <translation>Octets des paquets MQTT&#x202f;; de la trame entière s’il n’y en a pas</translation>
    </message>
    <message>
        <source>No.</source>
        <extracomment>number of the frame, a column title</extracomment>
        <translation>N°</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Temps (s)</translation>
    </message>
    <message>
        <source>From → To</source>
        <translation>De → Vers</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Id</source>
        <extracomment>Packet Identifier, a narrow column title</extracomment>
        <translation>Id</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FrameListView</name>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::MainActions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>&amp;Effacer cette liste</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>Re&amp;charger</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>&amp;Copier la valeur</translation>
    </message>
    <message>
        <source>Copy &amp;bytes as hexadecimal</source>
        <translation>Copier les &amp;octets en hexadécimal</translation>
    </message>
    <message>
        <source>Copy &amp;filter name</source>
        <translation>Copier le nom de &amp;filtre</translation>
    </message>
    <message>
        <source>Copy &amp;row</source>
        <translation>Copier la &amp;ligne</translation>
    </message>
    <message>
        <source>&amp;TCP and other frames</source>
        <translation>Trames &amp;TCP et autres</translation>
    </message>
    <message>
        <source>&amp;Expand all fields</source>
        <translation>&amp;Déplier tous les champs</translation>
    </message>
    <message>
        <source>&amp;Collapse all fields</source>
        <translation>&amp;Replier tous les champs</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>A&amp;grandir</translation>
    </message>
    <message>
        <source>A+</source>
        <extracomment>larger text, a button</extracomment>
        <translation>A+</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>Réd&amp;uire</translation>
    </message>
    <message>
        <source>A−</source>
        <extracomment>smaller text, a button</extracomment>
        <translation>A−</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>Taille &amp;normale</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Comme le &amp;bureau</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Contraste &amp;élevé</translation>
    </message>
    <message>
        <source>&amp;Other language</source>
        <translation>&amp;Autre langue</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Reculer</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Avancer</translation>
    </message>
    <message>
        <source>&amp;First frame</source>
        <translation>&amp;Première trame</translation>
    </message>
    <message>
        <source>&amp;Previous frame</source>
        <translation>Trame précéd&amp;ente</translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>Trame &amp;suivante</translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation>&amp;Dernière trame</translation>
    </message>
    <message>
        <source>Previous &amp;MQTT frame</source>
        <translation>Trame MQTT précéde&amp;nte</translation>
    </message>
    <message>
        <source>Next M&amp;QTT frame</source>
        <translation>Trame M&amp;QTT suivante</translation>
    </message>
    <message>
        <source>&amp;Go to frame…</source>
        <translation>A&amp;ller à la trame…</translation>
    </message>
    <message>
        <source>&amp;About mqttscope</source>
        <translation>À &amp;propos de mqttscope</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>À propos de &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;Write a filter</source>
        <translation>Écrire &amp;un filtre</translation>
    </message>
    <message>
        <source>Filter by the &amp;selected field</source>
        <translation>Filtrer par le champ &amp;sélectionné</translation>
    </message>
    <message>
        <source>Cl&amp;ear the filter</source>
        <translation>&amp;Effacer le filtre</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::MainWindow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#x202f;: %2</translation>
    </message>
    <message>
        <source>The frames before it are shown: %1.</source>
        <translation>Les trames qui précèdent sont affichées&#x202f;: %1.</translation>
    </message>
    <message>
        <source>Loading was stopped. Frames shown: %1.</source>
        <translation>Le chargement a été arrêté. Trames affichées&#x202f;: %1.</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>Recharger</translation>
    </message>
    <message>
        <source>This file is a capture without any frame.</source>
        <translation>Ce fichier est une capture sans aucune trame.</translation>
    </message>
    <message>
        <source>No MQTT was found in this file: neither on port 1883 nor a CONNECT on another port.</source>
        <translation>Aucun message MQTT dans ce fichier&#x202f;: ni sur le port 1883, ni de CONNECT sur un autre port.</translation>
    </message>
    <message>
        <source>Show all frames</source>
        <translation>Afficher toutes les trames</translation>
    </message>
    <message>
        <source>Fields of frame %1</source>
        <translation>Champs de la trame %1</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Trame %1</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>Ouvrir une capture</translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng *.cap *.dmp);;All files (*)</source>
        <translation>Captures (*.pcap *.pcapng *.cap *.dmp);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Go to frame</source>
        <translation>Aller à la trame</translation>
    </message>
    <message>
        <source>Number of the frame, 1 to %1:</source>
        <translation>Numéro de la trame, de 1 à %1&#x202f;:</translation>
    </message>
    <message>
        <source>About mqttscope</source>
        <translation>À propos de mqttscope</translation>
    </message>
    <message>
        <source>&lt;h3&gt;mqttscope %1&lt;/h3&gt;&lt;p&gt;An MQTT protocol analyzer for people who are learning.&lt;/p&gt;&lt;p&gt;MQTT is specified by “MQTT Version 3.1.1” and “MQTT Version 5.0”, OASIS Standards; the clauses named in the window are theirs.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;mqttscope %1&lt;/h3&gt;&lt;p&gt;Un analyseur du protocole MQTT pour celles et ceux qui apprennent.&lt;/p&gt;&lt;p&gt;MQTT est spécifié par «&#x202f;MQTT Version 3.1.1&#x202f;» et «&#x202f;MQTT Version 5.0&#x202f;», normes OASIS&#x202f;; les articles cités dans la fenêtre sont les leurs.&lt;/p&gt;&lt;p&gt;Logiciel libre sous licence publique générale GNU, version 3 ou ultérieure.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Navigation</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barre d’outils</translation>
    </message>
    <message>
        <source>TCP and other frames</source>
        <translation>Trames TCP et autres</translation>
    </message>
    <message>
        <source>Show the frames without MQTT too (%1)</source>
        <translation>Afficher aussi les trames sans MQTT (%1)</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; of %2 frames shown</source>
        <extracomment>%1 frames in the list, %2 in the file</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; trames affichées sur %2</translation>
    </message>
    <message>
        <source>Open r&amp;ecent</source>
        <translation>Ouvrir un fichier &amp;récent</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>T&amp;hème</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hidden</source>
        <extracomment>frames without MQTT that are not shown</extracomment>
        <translation>
            <numerusform>%Ln masquée</numerusform>
            <numerusform>%Ln masquées</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;ort the frames</source>
        <translation>Tr&amp;ier les trames</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Panneaux</translation>
    </message>
    <message>
        <source>Display filter</source>
        <translation>Filtre d’affichage</translation>
    </message>
    <message numerus="yes">
        <source>The filter selects %n frame(s), none of them with MQTT.</source>
        <translation>
            <numerusform>Le filtre retient %n trame, sans MQTT.</numerusform>
            <numerusform>Le filtre retient %n trames, toutes sans MQTT.</numerusform>
        </translation>
    </message>
    <message>
        <source>The filter selects no frame of this capture.</source>
        <translation>Le filtre ne retient aucune trame de cette capture.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Effacer le filtre</translation>
    </message>
    <message>
        <source>Frame %1 is selected, but the filter hides it.</source>
        <translation>La trame %1 est sélectionnée, mais le filtre la masque.</translation>
    </message>
    <message>
        <source>&amp;Capture order</source>
        <extracomment>the order of the capture, no column</extracomment>
        <translation>&amp;Ordre de capture</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>&amp;Croissant</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>&amp;Décroissant</translation>
    </message>
    <message>
        <source>&amp;Filter: %1</source>
        <translation>&amp;Filtre&#x202f;: %1</translation>
    </message>
    <message>
        <source>Filter &amp;by</source>
        <translation>Filtrer &amp;par</translation>
    </message>
    <message>
        <source>&amp;Filter: this field</source>
        <translation>&amp;Filtre&#x202f;: ce champ</translation>
    </message>
    <message>
        <source>Filter: these &amp;bytes</source>
        <translation>Filtre&#x202f;: ces oc&amp;tets</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::PanelDock</name>
    <message>
        <source>Back into the window</source>
        <translation>Remettre dans la fenêtre</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>Fenêtre à part</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>Fermer ce panneau</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StatusStrip</name>
    <message>
        <source>bytes %1 to %2 of %3</source>
        <extracomment>%1 first and %2 last byte, both from 1, of %3 bytes</extracomment>
        <translation>octets %1 à %2 sur %3</translation>
    </message>
    <message>
        <source>byte %1 of %2</source>
        <extracomment>%1 number of the byte from 1, of %2 bytes</extracomment>
        <translation>octet %1 sur %2</translation>
    </message>
    <message>
        <source>%1, bit %2</source>
        <extracomment>%1 &quot;byte 67 of 86&quot;, %2 highest and %3 lowest bit, from 0</extracomment>
        <translation>%1, bit %2</translation>
    </message>
    <message>
        <source>%1, bits %2 to %3</source>
        <translation>%1, bits %2 à %3</translation>
    </message>
    <message>
        <source>%1 (guessed)</source>
        <extracomment>%1 &quot;MQTT 3.1.1&quot;: no CONNECT says it, the packets suggest it</extracomment>
        <translation>%1 (supposée)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop loading; the frames that are here stay</source>
        <translation>Arrêter le chargement&#x202f;; les trames déjà là restent</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message numerus="yes">
        <source>%Ln undecoded byte(s)</source>
        <translation>
            <numerusform>%Ln octet non décodé</numerusform>
            <numerusform>%Ln octets non décodés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading: %Ln frame(s)</source>
        <translation>
            <numerusform>Chargement&#x202f;: %Ln trame</numerusform>
            <numerusform>Chargement&#x202f;: %Ln trames</numerusform>
        </translation>
    </message>
</context>
</TS>
