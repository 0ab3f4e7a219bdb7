<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>BitLayout</name>
    <message>
        <source>D%1 to D%2</source>
        <extracomment>bits of a byte, %1 highest and %2 lowest</extracomment>
        <translation>D%1 à D%2</translation>
    </message>
</context>
<context>
    <name>ByteReadings</name>
    <message>
        <source>“%1”</source>
        <extracomment>a text in quotation marks</extracomment>
        <translation>«&#x202f;%1&#x202f;»</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n byte(s))</source>
        <comment>a number and its length</comment>
        <translation>
            <numerusform>%1 (%n octet)</numerusform>
            <numerusform>%1 (%n octets)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ByteRibbon</name>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Parties</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>nothing left</source>
        <translation>plus rien</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>pas encore lu</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>illisible</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>address</source>
        <translation>adresse</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binaire</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) left</source>
        <translation>
            <numerusform>reste %Ln octet</numerusform>
            <numerusform>reste %Ln octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln byte(s)</source>
        <extracomment>a layer&apos;s name and its size</extracomment>
        <translation>
            <numerusform>%1 · %Ln octet</numerusform>
            <numerusform>%1 · %Ln octets</numerusform>
        </translation>
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
    <name>CaptureFilters</name>
    <message>
        <source>MQTT</source>
        <translation>MQTT</translation>
    </message>
    <message>
        <source>MQTT, also over TLS</source>
        <translation>MQTT, aussi sur TLS</translation>
    </message>
    <message>
        <source>MQTT, also over TLS and WebSocket</source>
        <translation>MQTT, aussi sur TLS et WebSocket</translation>
    </message>
    <message>
        <source>MQTT of one computer…</source>
        <translation>MQTT d’un seul poste…</translation>
    </message>
    <message>
        <source>MQTT on another port…</source>
        <translation>MQTT sur un autre port…</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
</context>
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
    <name>ClientPayload</name>
    <message>
        <source>not a hexadecimal digit (0–9, a–f)</source>
        <translation>ce n’est pas un chiffre hexadécimal (0–9, a–f)</translation>
    </message>
    <message>
        <source>a byte has two digits: the last one is missing</source>
        <translation>un octet a deux chiffres&#x202f;: il manque le dernier</translation>
    </message>
    <message>
        <source>choose a file</source>
        <translation>choisissez un fichier</translation>
    </message>
    <message>
        <source>larger than %1</source>
        <translation>plus grand que %1</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hexa</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>that is no file</source>
        <translation>ce n’est pas un fichier</translation>
    </message>
</context>
<context>
    <name>ClientProperty</name>
    <message>
        <source>not a whole number</source>
        <translation>ce n’est pas un nombre entier</translation>
    </message>
    <message>
        <source>%1 is the largest number</source>
        <extracomment>%1 a number</extracomment>
        <translation>%1 est le plus grand nombre possible</translation>
    </message>
    <message>
        <source>longer than 65,535 bytes</source>
        <translation>plus de 65&#x202f;535 octets</translation>
    </message>
    <message>
        <source>no Reason String in answers</source>
        <translation>pas de Reason String dans les réponses</translation>
    </message>
    <message>
        <source>Response Information wanted</source>
        <translation>Response Information demandée</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>the unit byte</extracomment>
        <translation>o</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 the name of a property, %2 its value</extracomment>
        <translation>%1&#x202f;: %2</translation>
    </message>
</context>
<context>
    <name>ClientTopic</name>
    <message>
        <source>Longer than 65,535 bytes</source>
        <translation>Plus long que 65&#x202f;535 octets</translation>
    </message>
</context>
<context>
    <name>ClientWords</name>
    <message>
        <source>connected, Session Present 1</source>
        <translation>connecté, Session Present 1</translation>
    </message>
    <message>
        <source>connected, Session Present 0</source>
        <translation>connecté, Session Present 0</translation>
    </message>
    <message>
        <source>disconnected, with DISCONNECT</source>
        <translation>déconnecté, avec DISCONNECT</translation>
    </message>
    <message>
        <source>plug pulled, without DISCONNECT</source>
        <translation>débranché, sans DISCONNECT</translation>
    </message>
    <message>
        <source>subscribed to %1, QoS %2 granted</source>
        <extracomment>%1 a topic filter, %2 a number</extracomment>
        <translation>abonné à %1, QoS %2 accordée</translation>
    </message>
    <message>
        <source>unsubscribed from %1</source>
        <extracomment>%1 a topic filter</extracomment>
        <translation>désabonné de %1</translation>
    </message>
    <message>
        <source>%1: the answer will not come any more</source>
        <extracomment>%1 a topic filter</extracomment>
        <translation>%1&#x202f;: la réponse ne viendra plus</translation>
    </message>
    <message>
        <source>the client is frozen or already connected</source>
        <translation>le client est gelé ou déjà connecté</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>0 · At most once</source>
        <translation>0 · Au plus une fois</translation>
    </message>
    <message>
        <source>1 · At least once</source>
        <translation>1 · Au moins une fois</translation>
    </message>
    <message>
        <source>2 · Exactly once</source>
        <translation>2 · Exactement une fois</translation>
    </message>
    <message>
        <source>the client is frozen</source>
        <translation>le client est gelé</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>A pcap file holds frames of one kind of network, these have several. Choose pcapng.</source>
        <translation>Un fichier pcap contient des trames d’un seul type de réseau, celles-ci en ont plusieurs. Choisissez pcapng.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Non enregistré&#x202f;: %1</translation>
    </message>
    <message>
        <source>%1 is the capture that is open: choose another name.</source>
        <translation>%1 est la capture ouverte&#x202f;: choisissez un autre nom.</translation>
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
    <name>FindQuestion</name>
    <message>
        <source>Bytes are pairs of hexadecimal digits, as in 4d 51 54 54.</source>
        <translation>Les octets s’écrivent par paires de chiffres hexadécimaux, comme 4d 51 54 54.</translation>
    </message>
    <message>
        <source>This is no display filter: it goes wrong at character %1.</source>
        <extracomment>%1 a number: the place in the text, from 1</extracomment>
        <translation>Ce n’est pas un filtre d’affichage&#x202f;: l’erreur est au caractère %1.</translation>
    </message>
</context>
<context>
    <name>FrameChoice</name>
    <message>
        <source>“%1” names no frames: write 1-20, 25.</source>
        <translation>«&#x202f;%1&#x202f;» ne désigne aucune trame&#x202f;: écrivez 1-20, 25.</translation>
    </message>
    <message>
        <source>None of these frames is in the capture.</source>
        <translation>Aucune de ces trames n’est dans la capture.</translation>
    </message>
</context>
<context>
    <name>FrameListModel</name>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
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
    <name>Interface</name>
    <message>
        <source>Loopback</source>
        <translation>Boucle locale</translation>
    </message>
    <message>
        <source>Ethernet</source>
        <translation>Ethernet</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>Bluetooth</source>
        <translation>Bluetooth</translation>
    </message>
    <message>
        <source>Virtual</source>
        <extracomment>kind of a network interface</extracomment>
        <translation>Virtuelle</translation>
    </message>
    <message>
        <source>Bridge</source>
        <extracomment>kind of a network interface</extracomment>
        <translation>Pont</translation>
    </message>
    <message>
        <source>All interfaces</source>
        <translation>Toutes les interfaces</translation>
    </message>
    <message>
        <source>Network</source>
        <extracomment>kind of a network interface: none of those known</extracomment>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>all of them at once</source>
        <translation>toutes à la fois</translation>
    </message>
    <message>
        <source>switched off</source>
        <extracomment>of a network interface</extracomment>
        <translation>désactivée</translation>
    </message>
    <message>
        <source>not connected</source>
        <extracomment>of a network interface</extracomment>
        <translation>non connectée</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>ce poste</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>sans adresse</translation>
    </message>
    <message>
        <source>%1, this computer</source>
        <extracomment>%1: address of the loopback interface</extracomment>
        <translation>%1, ce poste</translation>
    </message>
    <message>
        <source>It is switched off: nothing can be captured from it.</source>
        <translation>Elle est désactivée&#x202f;: on ne peut rien y capturer.</translation>
    </message>
    <message>
        <source>Nothing is connected to it: nothing passes.</source>
        <translation>Rien n’y est connecté&#x202f;: rien n’y passe.</translation>
    </message>
    <message>
        <source>%1 pkt/s</source>
        <extracomment>packets a second</extracomment>
        <translation>%1 tr./s</translation>
    </message>
</context>
<context>
    <name>LabFile</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <extracomment>%1 the name of a file, %2 words of the system</extracomment>
        <translation>%1 ne peut pas être lu&#x202f;: %2.</translation>
    </message>
    <message>
        <source>%1 is too large for a lab.</source>
        <translation>%1 est trop gros pour un labo.</translation>
    </message>
    <message>
        <source>%1 is damaged: it cannot be read beyond byte %2.</source>
        <extracomment>%2 a number of bytes</extracomment>
        <translation>%1 est endommagé&#x202f;: impossible de lire au-delà de l’octet %2.</translation>
    </message>
    <message>
        <source>%1 is no lab of mqttscope.</source>
        <translation>%1 n’est pas un labo de mqttscope.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of mqttscope.</source>
        <translation>%1 a été écrit par une version plus récente de mqttscope.</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) of the file could not be set up.</source>
        <translation>
            <numerusform>%n client du fichier n’a pas pu être installé.</numerusform>
            <numerusform>%n clients du fichier n’ont pas pu être installés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) of the file are not known here.</source>
        <translation>
            <numerusform>%n panne du fichier n’est pas connue ici.</numerusform>
            <numerusform>%n pannes du fichier ne sont pas connues ici.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 n’est pas un fichier.</translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message>
        <source>connection</source>
        <translation>connexion</translation>
    </message>
    <message>
        <source>at most once</source>
        <translation>au plus une fois</translation>
    </message>
    <message>
        <source>at least once</source>
        <translation>au moins une fois</translation>
    </message>
    <message>
        <source>exactly once</source>
        <translation>exactement une fois</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n saut</numerusform>
            <numerusform>%n sauts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, received %2</source>
        <translation>%1, reçu %2</translation>
    </message>
    <message numerus="yes">
        <source>%n receiver(s): as expected</source>
        <translation>
            <numerusform>%n destinataire&#x202f;: conforme</numerusform>
            <numerusform>%n destinataires&#x202f;: conforme</numerusform>
        </translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doublon</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>livré</translation>
    </message>
    <message>
        <source>receives, then distributes</source>
        <translation>reçoit, puis distribue</translation>
    </message>
    <message>
        <source>publishes</source>
        <translation>publie</translation>
    </message>
    <message>
        <source>publishes, subscribed</source>
        <translation>publie, abonné</translation>
    </message>
    <message>
        <source>subscribed</source>
        <translation>abonné</translation>
    </message>
    <message>
        <source>publishes, subscribed, QoS %1 granted</source>
        <translation>publie, abonné, QoS %1 accordé</translation>
    </message>
    <message>
        <source>subscribed, QoS %1 granted</source>
        <translation>abonné, QoS %1 accordé</translation>
    </message>
    <message>
        <source>message kept</source>
        <translation>message gardé</translation>
    </message>
    <message>
        <source>identifier kept</source>
        <translation>identifiant gardé</translation>
    </message>
    <message>
        <source>session kept</source>
        <translation>session gardée</translation>
    </message>
    <message>
        <source>“deliver it”
PUBLISH, PUBREC</source>
        <translation>«&#x202f;livre-le&#x202f;»
PUBLISH, PUBREC</translation>
    </message>
    <message>
        <source>“forget it”
PUBREL, PUBCOMP</source>
        <translation>«&#x202f;oublie-le&#x202f;»
PUBREL, PUBCOMP</translation>
    </message>
    <message>
        <source>new to it</source>
        <translation>nouveau pour lui</translation>
    </message>
    <message>
        <source>same message</source>
        <translation>même message</translation>
    </message>
    <message>
        <source>the same message again</source>
        <translation>renvoi du même message</translation>
    </message>
</context>
<context>
    <name>LadderMenu</name>
    <message>
        <source>This &amp;message over all its hops</source>
        <translation>Ce &amp;message sur tous ses sauts</translation>
    </message>
    <message>
        <source>This &amp;exchange alone</source>
        <translation>Cet échange se&amp;ul</translation>
    </message>
    <message>
        <source>This &amp;session</source>
        <translation>Cette &amp;session</translation>
    </message>
    <message>
        <source>This c&amp;onnection</source>
        <translation>Cette c&amp;onnexion</translation>
    </message>
    <message>
        <source>This &amp;topic</source>
        <translation>Ce &amp;topic</translation>
    </message>
    <message>
        <source>Show in the &amp;list</source>
        <translation>Montrer dans la &amp;liste</translation>
    </message>
    <message>
        <source>Step through this packet &amp;byte by byte</source>
        <translation>Ce paquet octet par octet, &amp;pas à pas</translation>
    </message>
    <message>
        <source>&amp;Filter on this exchange</source>
        <translation>&amp;Filtrer sur cet échange</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>&amp;Copier en texte</translation>
    </message>
    <message>
        <source>&amp;Unfold</source>
        <translation>&amp;Déplier</translation>
    </message>
    <message>
        <source>&amp;Only this client</source>
        <translation>&amp;Seulement ce client</translation>
    </message>
    <message>
        <source>Session from frame %1 on</source>
        <translation>Session à partir de la trame %1</translation>
    </message>
    <message>
        <source>&amp;Hide this lane</source>
        <translation>&amp;Cacher cette ligne de vie</translation>
    </message>
    <message>
        <source>Move to the &amp;left</source>
        <translation>Déplacer à &amp;gauche</translation>
    </message>
    <message>
        <source>Move to the &amp;right</source>
        <translation>Déplacer à &amp;droite</translation>
    </message>
    <message>
        <source>&amp;Usual order, all lanes</source>
        <translation>Ordre &amp;habituel, toutes les lignes de vie</translation>
    </message>
    <message>
        <source>Fol&amp;d</source>
        <translation>&amp;Replier</translation>
    </message>
</context>
<context>
    <name>LadderPaper</name>
    <message numerus="yes">
        <source>%Ln more story(ies) have no room here.</source>
        <translation>
            <numerusform>%Ln histoire de plus ne tient pas ici.</numerusform>
            <numerusform>%Ln histoires de plus ne tiennent pas ici.</numerusform>
        </translation>
    </message>
    <message>
        <source>The picture ends here: what follows has no room in it. A PDF has room for it.</source>
        <translation>L’image s’arrête ici&#x202f;: la suite n’y tient pas. Elle tient dans un PDF.</translation>
    </message>
    <message>
        <source>The ladder cannot be painted.</source>
        <translation>L’échelle ne peut pas être dessinée.</translation>
    </message>
</context>
<context>
    <name>LadderScope</name>
    <message>
        <source>A session</source>
        <extracomment>%1 a client</extracomment>
        <translation>Une session</translation>
    </message>
    <message>
        <source>Session of %1</source>
        <translation>Session de %1</translation>
    </message>
    <message>
        <source>Whole capture</source>
        <translation>Toute la capture</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Un message</translation>
    </message>
    <message>
        <source>One exchange</source>
        <translation>Un échange</translation>
    </message>
    <message>
        <source>Message of exchange %1</source>
        <extracomment>one message over all its hops; %1 a number</extracomment>
        <translation>Message de l’échange %1</translation>
    </message>
    <message>
        <source>One hop of exchange %1</source>
        <extracomment>one hop of a message; %1 a number</extracomment>
        <translation>Un saut de l’échange %1</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <extracomment>%1 the number of a TCP connection, %2 a client</extracomment>
        <translation>Connexion %1</translation>
    </message>
    <message>
        <source>Connection %1 of %2</source>
        <translation>Connexion %1 de %2</translation>
    </message>
    <message>
        <source>Topic %1</source>
        <extracomment>%1 a Topic Filter</extracomment>
        <translation>Topic %1</translation>
    </message>
    <message>
        <source>Frames %1 to %2</source>
        <extracomment>%1 first and %2 last</extracomment>
        <translation>Trames %1 à %2</translation>
    </message>
    <message>
        <source>A Topic Filter has at least one character.</source>
        <translation>Un filtre de topics a au moins un caractère.</translation>
    </message>
    <message>
        <source># stands alone in the last level: sensors/#</source>
        <translation># est seul au dernier niveau&#x202f;: capteurs/#</translation>
    </message>
    <message>
        <source>+ stands alone in its level: sensors/+/level</source>
        <translation>+ est seul à son niveau&#x202f;: capteurs/+/niveau</translation>
    </message>
</context>
<context>
    <name>LadderStatus</name>
    <message>
        <source>Exchange %1</source>
        <extracomment>one exchange of a ladder; %1 its number</extracomment>
        <translation>Échange %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln MQTT packet(s)</source>
        <translation>
            <numerusform>%Ln paquet MQTT</numerusform>
            <numerusform>%Ln paquets MQTT</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln hop(s)</source>
        <extracomment>%1 &quot;10 MQTT packets&quot;</extracomment>
        <translation>
            <numerusform>%1 sur %Ln saut</numerusform>
            <numerusform>%1 sur %Ln sauts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>5, session</source>
        <translation>5, session</translation>
    </message>
    <message>
        <source>5-6-7, application</source>
        <translation>5-6-7, application</translation>
    </message>
    <message>
        <source>application</source>
        <translation>application</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>6, presentation, and 7, application</source>
        <translation>6, présentation, et 7, application</translation>
    </message>
    <message>
        <source>4, transport</source>
        <translation>4, transport</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>transport</translation>
    </message>
    <message>
        <source>3, network</source>
        <translation>3, réseau</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>2, data link</source>
        <translation>2, liaison</translation>
    </message>
    <message>
        <source>network access</source>
        <translation>accès réseau</translation>
    </message>
</context>
<context>
    <name>PacketBubble</name>
    <message>
        <source>clean session</source>
        <translation>session vierge</translation>
    </message>
    <message>
        <source>user %1</source>
        <extracomment>%1 the name of a user</extracomment>
        <translation>utilisateur %1</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
</context>
<context>
    <name>PacketPage</name>
    <message>
        <source>Broken rule:</source>
        <translation>Règle enfreinte&#x202f;:</translation>
    </message>
    <message>
        <source>Frame, %1 bytes</source>
        <translation>Trame, %1 octets</translation>
    </message>
    <message>
        <source>IP datagram, reassembled, %1 bytes</source>
        <translation>Datagramme IP réassemblé, %1 octets</translation>
    </message>
    <message>
        <source>MQTT, %1 bytes</source>
        <translation>MQTT, %1 octets</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>page %1 sur %2</translation>
    </message>
</context>
<context>
    <name>PacketSummary</name>
    <message>
        <source>the client is still there</source>
        <translation>le client est toujours là</translation>
    </message>
    <message>
        <source>the broker is still there</source>
        <translation>le broker est toujours là</translation>
    </message>
    <message>
        <source>the receiver</source>
        <translation>le destinataire</translation>
    </message>
    <message>
        <source>the broker</source>
        <translation>le broker</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>le client</translation>
    </message>
    <message>
        <source>Protocol Level %1</source>
        <translation>niveau de protocole %1</translation>
    </message>
    <message>
        <source>clean session</source>
        <translation>session vierge</translation>
    </message>
    <message>
        <source>session kept</source>
        <translation>session conservée</translation>
    </message>
    <message>
        <source>Keep Alive %1 s</source>
        <extracomment>Keep Alive, in seconds</extracomment>
        <translation>Keep Alive %1 s</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>utilisateur %1</translation>
    </message>
    <message>
        <source>Will</source>
        <extracomment>a topic follows</extracomment>
        <translation>testament</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <extracomment>of a connection; %1 why</extracomment>
        <translation>refusé&#x202f;: %1</translation>
    </message>
    <message>
        <source>accepted</source>
        <extracomment>a connection, by the broker</extracomment>
        <translation>acceptée</translation>
    </message>
    <message>
        <source>session found again</source>
        <translation>session retrouvée</translation>
    </message>
    <message>
        <source>new session</source>
        <translation>nouvelle session</translation>
    </message>
    <message>
        <source>no Topic Name</source>
        <translation>sans nom de topic</translation>
    </message>
    <message>
        <source>from one of several frames</source>
        <translation>suite d’une trame parmi plusieurs</translation>
    </message>
    <message>
        <source>Will of frame %1</source>
        <translation>testament de la trame %1</translation>
    </message>
    <message>
        <source>retained since frame %1</source>
        <translation>retenu depuis la trame %1</translation>
    </message>
    <message>
        <source>from frame %1</source>
        <translation>suite de la trame %1</translation>
    </message>
    <message>
        <source>received: id %1 is free again</source>
        <translation>reçu&#x202f;: l’identifiant %1 est de nouveau libre</translation>
    </message>
    <message>
        <source>received: %1 has noted id %2</source>
        <extracomment>%1 who received the message, %2 its Packet Identifier</extracomment>
        <translation>reçu&#x202f;: %1 a noté l’identifiant %2</translation>
    </message>
    <message>
        <source>releases id %1</source>
        <translation>libère l’identifiant %1</translation>
    </message>
    <message>
        <source>complete: id %1 is free again</source>
        <translation>terminé&#x202f;: l’identifiant %1 est de nouveau libre</translation>
    </message>
    <message>
        <source>QoS %1 requested</source>
        <extracomment>the QoS that a subscription asks for</extracomment>
        <translation>QoS %1 demandé</translation>
    </message>
    <message>
        <source>QoS %1 granted</source>
        <extracomment>the QoS that the broker grants to a subscription</extracomment>
        <translation>QoS %1 accordé</translation>
    </message>
    <message>
        <source>unsubscribed</source>
        <extracomment>subscriptions are gone</extracomment>
        <translation>désabonné</translation>
    </message>
    <message>
        <source>leaves: its Will is dropped</source>
        <extracomment>a client says that it closes the connection; its Will, if it has one, will not be published</extracomment>
        <translation>prend congé&#x202f;: son testament est supprimé</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>prend congé</translation>
    </message>
    <message>
        <source>incomplete: bytes not captured</source>
        <translation>incomplet&#x202f;: octets non capturés</translation>
    </message>
    <message>
        <source>cut by the snap length</source>
        <translation>coupé par la longueur de capture</translation>
    </message>
    <message>
        <source>Remaining Length of more than 4 bytes</source>
        <translation>longueur restante de plus de 4 octets</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>mal formé</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>“%1”</source>
        <extracomment>a text in quotation marks</extracomment>
        <translation>«&#x202f;%1&#x202f;»</translation>
    </message>
</context>
<context>
    <name>Payload</name>
    <message>
        <source>too long to be shown as JSON</source>
        <translation>trop long pour être montré en JSON</translation>
    </message>
    <message>
        <source>not valid JSON, from byte %1 on</source>
        <extracomment>%1 counts bytes from 1</extracomment>
        <translation>pas du JSON valide, à partir de l’octet %1</translation>
    </message>
    <message>
        <source>This drawing is not shown: it could take too long.</source>
        <translation>Ce dessin n’est pas affiché&#x202f;: cela pourrait durer trop longtemps.</translation>
    </message>
    <message>
        <source>This drawing cannot be read.</source>
        <translation>Ce dessin est illisible.</translation>
    </message>
    <message>
        <source>This picture is too large to be shown.</source>
        <translation>Cette image est trop grande pour être affichée.</translation>
    </message>
    <message>
        <source>This picture cannot be read. WebP needs the package qt6-image-formats-plugins.</source>
        <translation>Cette image est illisible. WebP demande le paquet qt6-image-formats-plugins.</translation>
    </message>
    <message>
        <source>This picture cannot be read.</source>
        <translation>Cette image est illisible.</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>%1 µs</source>
        <extracomment>microseconds</extracomment>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <extracomment>milliseconds</extracomment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>seconds</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <extracomment>minutes and seconds</extracomment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 o</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 ko</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 Mo</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>today %1</source>
        <extracomment>%1: a time of day</extracomment>
        <translation>aujourd’hui %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>day and month, as QDate::toString writes them</extracomment>
        <translation>d MMMM</translation>
    </message>
</context>
<context>
    <name>RightsDialog</name>
    <message>
        <source>You may capture now: mqttscope runs as root. It does not need to: give the right to the capturing program alone.</source>
        <translation>Vous pouvez capturer&#x202f;: mqttscope tourne en root. Il n’en a pas besoin&#x202f;: donnez le droit au seul programme de capture.</translation>
    </message>
    <message>
        <source>You may capture now, with Wireshark’s program dumpcap (%1).</source>
        <translation>Vous pouvez capturer, avec dumpcap, le programme de Wireshark (%1).</translation>
    </message>
    <message>
        <source>You may capture now, with mqttscope-capture (%1).</source>
        <translation>Vous pouvez capturer, avec mqttscope-capture (%1).</translation>
    </message>
    <message>
        <source>You are in the group that may capture, but this session began before. Log out and in again, then start mqttscope anew.</source>
        <translation>Vous êtes dans le groupe qui a le droit de capturer, mais cette session a commencé avant. Fermez la session, ouvrez-la de nouveau, puis relancez mqttscope.</translation>
    </message>
    <message>
        <source>Only members of the group mqttscope may start mqttscope-capture (%1), and you do not belong to it.</source>
        <translation>Seuls les membres du groupe mqttscope peuvent lancer mqttscope-capture (%1), et vous n’en faites pas partie.</translation>
    </message>
    <message>
        <source>The program mqttscope-capture is there (%1), but it has no right to open network interfaces.</source>
        <translation>Le programme mqttscope-capture est là (%1), mais il n’a pas le droit d’ouvrir les interfaces réseau.</translation>
    </message>
    <message>
        <source>Only members of the group %2 may start Wireshark’s program dumpcap (%1), and you do not belong to it.</source>
        <translation>Seuls les membres du groupe %2 peuvent lancer dumpcap, le programme de Wireshark (%1), et vous n’en faites pas partie.</translation>
    </message>
    <message>
        <source>Wireshark’s program dumpcap is there (%1), but it has no right to open network interfaces.</source>
        <translation>dumpcap, le programme de Wireshark, est là (%1), mais il n’a pas le droit d’ouvrir les interfaces réseau.</translation>
    </message>
    <message>
        <source>No program that can capture is installed: neither mqttscope-capture nor Wireshark’s dumpcap.</source>
        <translation>Aucun programme de capture n’est installé&#x202f;: ni mqttscope-capture, ni le dumpcap de Wireshark.</translation>
    </message>
    <message>
        <source>A new group counts from the next login: log out and in again, then start mqttscope anew. Until then it counts only in the terminal where you typed newgrp, and in what you start from there.</source>
        <translation>Un nouveau groupe compte à partir de la prochaine ouverture de session&#x202f;: fermez la session, ouvrez-la de nouveau, puis relancez mqttscope. D’ici là, il ne compte que dans le terminal où vous avez tapé newgrp, et pour ce que vous lancez de là.</translation>
    </message>
</context>
<context>
    <name>Save</name>
    <message>
        <source>%1 cannot be written: the disk is full.</source>
        <translation>Impossible d’écrire %1&#x202f;: le disque est plein.</translation>
    </message>
    <message>
        <source>%1 cannot be written: you have no permission to write there.</source>
        <translation>Impossible d’écrire %1&#x202f;: vous n’avez pas le droit d’écrire à cet endroit.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>Impossible d’écrire %1&#x202f;: %2</translation>
    </message>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1 est un dossier.</translation>
    </message>
    <message>
        <source>%1 is a device, not a file.</source>
        <translation>%1 est un périphérique, pas un fichier.</translation>
    </message>
    <message>
        <source>%1 cannot be written: there is no such folder.</source>
        <translation>Impossible d’écrire %1&#x202f;: ce dossier n’existe pas.</translation>
    </message>
</context>
<context>
    <name>ShortField</name>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Longueur</translation>
    </message>
    <message>
        <source>Name length</source>
        <translation>Longueur du nom</translation>
    </message>
    <message>
        <source>Protocol name</source>
        <translation>Nom du protocole</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Drapeaux</translation>
    </message>
    <message>
        <source>Keep Alive</source>
        <translation>Keep Alive</translation>
    </message>
    <message>
        <source>Id length</source>
        <translation>Longueur de l’id.</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Id. du client</translation>
    </message>
    <message>
        <source>Will topic</source>
        <translation>Topic du testament</translation>
    </message>
    <message>
        <source>Will</source>
        <translation>Testament</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Utilisateur</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Réservé</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Packet id</source>
        <translation>Id. du paquet</translation>
    </message>
    <message>
        <source>Topic length</source>
        <translation>Longueur du topic</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Filter length</source>
        <translation>Longueur du filtre</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>QoS</source>
        <translation>QoS</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Max. QoS</source>
        <translation>QoS max.</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Value length</source>
        <translation>Longueur de la valeur</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Destination</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>DSCP</source>
        <translation>DSCP</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>Identification</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocole</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Somme de contrôle</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Séquence</translation>
    </message>
    <message>
        <source>Acknowledgment</source>
        <translation>Acquittement</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Sorte</translation>
    </message>
    <message>
        <source>MSS</source>
        <translation>MSS</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Horodatage</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Écho</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Hops</source>
        <translation>Sauts</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>reserved (0)</source>
        <translation>réservé (0)</translation>
    </message>
    <message>
        <source>PUBLISH, QoS 1, from clients</source>
        <translation>PUBLISH, QoS 1, des clients</translation>
    </message>
    <message>
        <source>PUBLISH, QoS 1, to clients</source>
        <translation>PUBLISH, QoS 1, vers les clients</translation>
    </message>
    <message>
        <source>PUBLISH, QoS 2, from clients</source>
        <translation>PUBLISH, QoS 2, des clients</translation>
    </message>
    <message>
        <source>PUBLISH, QoS 2, to clients</source>
        <translation>PUBLISH, QoS 2, vers les clients</translation>
    </message>
    <message>
        <source>Useful payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>MQTT headers</source>
        <translation>En-têtes MQTT</translation>
    </message>
    <message>
        <source>Sent again, or not MQTT</source>
        <translation>Renvoyé, ou autre que MQTT</translation>
    </message>
    <message>
        <source>TCP headers</source>
        <translation>En-têtes TCP</translation>
    </message>
    <message>
        <source>IP headers</source>
        <translation>En-têtes IP</translation>
    </message>
    <message>
        <source>Ethernet headers</source>
        <translation>En-têtes Ethernet</translation>
    </message>
    <message>
        <source>Empty frames (ACK, SYN, FIN)</source>
        <translation>Trames vides (ACK, SYN, FIN)</translation>
    </message>
    <message>
        <source>From (s)</source>
        <translation>Depuis (s)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Packet type</source>
        <translation>Type de paquet</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>% of packets</source>
        <translation>% des paquets</translation>
    </message>
    <message>
        <source>From clients</source>
        <translation>Des clients</translation>
    </message>
    <message>
        <source>To clients</source>
        <translation>Vers les clients</translation>
    </message>
    <message>
        <source>Bytes (MQTT)</source>
        <translation>Octets (MQTT)</translation>
    </message>
    <message>
        <source>% of bytes</source>
        <translation>% des octets</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Échange</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Répondus</translation>
    </message>
    <message>
        <source>Min (ms)</source>
        <translation>Min. (ms)</translation>
    </message>
    <message>
        <source>Median (ms)</source>
        <translation>Médiane (ms)</translation>
    </message>
    <message>
        <source>95 % (ms)</source>
        <translation>95&#x202f;% (ms)</translation>
    </message>
    <message>
        <source>Max (ms)</source>
        <translation>Max. (ms)</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publiés</translation>
    </message>
    <message>
        <source>of which DUP</source>
        <translation>dont DUP</translation>
    </message>
    <message>
        <source>Payload bytes published</source>
        <translation>Octets utiles publiés</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Distribués</translation>
    </message>
    <message>
        <source>Payload bytes delivered</source>
        <translation>Octets utiles distribués</translation>
    </message>
    <message>
        <source>Arrived at QoS 0</source>
        <extracomment>deliveries of what was published at the QoS of the row</extracomment>
        <translation>Arrivés en QoS 0</translation>
    </message>
    <message>
        <source>Arrived at QoS 1</source>
        <translation>Arrivés en QoS 1</translation>
    </message>
    <message>
        <source>Arrived at QoS 2</source>
        <translation>Arrivés en QoS 2</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Tous les clients</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>%1 s to %2 s</source>
        <translation>de %1 s à %2 s</translation>
    </message>
    <message>
        <source>no packet</source>
        <translation>aucun paquet</translation>
    </message>
    <message>
        <source>first frame: %1</source>
        <translation>première trame&#x202f;: %1</translation>
    </message>
    <message>
        <source>%1: %2 bytes, %3 %</source>
        <extracomment>a part of all bytes: %1 what, %2 a number, %3 percent</extracomment>
        <translation>%1&#x202f;: %2 octets, %3&#x202f;%</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Temps (s)</translation>
    </message>
    <message>
        <source>Bytes per %1</source>
        <translation>Octets par %1</translation>
    </message>
    <message>
        <source>Packets per %1</source>
        <translation>Paquets par %1</translation>
    </message>
    <message>
        <source>MQTT over time, by packet type</source>
        <translation>MQTT au fil du temps, par type de paquet</translation>
    </message>
    <message>
        <source>Packets by type</source>
        <translation>Paquets par type</translation>
    </message>
    <message>
        <source>Round trip of %1</source>
        <translation>Aller-retour de %1</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>Échanges</translation>
    </message>
    <message>
        <source>%1 to %2: %3 exchanges</source>
        <translation>de %1 à %2&#x202f;: %3 échanges</translation>
    </message>
    <message>
        <source>PUBLISH packets</source>
        <translation>Paquets PUBLISH</translation>
    </message>
    <message>
        <source>PUBLISH packets by QoS</source>
        <translation>Paquets PUBLISH par QoS</translation>
    </message>
    <message>
        <source>QoS %1: %2, of which %3 with DUP</source>
        <translation>QoS %1&#x202f;: %2, dont %3 avec DUP</translation>
    </message>
    <message>
        <source>Bytes on the wire</source>
        <translation>Octets sur le réseau</translation>
    </message>
    <message>
        <source>What the bytes on the wire are for</source>
        <translation>À quoi servent les octets sur le réseau</translation>
    </message>
    <message>
        <source>%1: %2 packets, %3 bytes</source>
        <translation>%1&#x202f;: %2 paquets, %3 octets</translation>
    </message>
</context>
<context>
    <name>VantagePage</name>
    <message>
        <source>fits here</source>
        <translation>convient ici</translation>
    </message>
    <message>
        <source>not here at the moment</source>
        <translation>pas ici pour le moment</translation>
    </message>
    <message>
        <source>cannot be known from here</source>
        <translation>impossible à savoir d’ici</translation>
    </message>
</context>
<context>
    <name>VantageScene</name>
    <message>
        <source>this computer</source>
        <translation>ce poste</translation>
    </message>
    <message>
        <source>client</source>
        <translation>client</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>téléphone</translation>
    </message>
    <message>
        <source>sensor</source>
        <translation>capteur</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>commutateur</translation>
    </message>
    <message>
        <source>access point</source>
        <translation>point d’accès</translation>
    </message>
    <message>
        <source>its broker</source>
        <translation>son broker</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>relais</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>copie</translation>
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
    <name>WelcomePage</name>
    <message>
        <source>First steps</source>
        <translation>Premiers pas</translation>
    </message>
    <message>
        <source>What is written how</source>
        <translation>Comment c’est écrit</translation>
    </message>
    <message>
        <source>QoS: deliveries and losses</source>
        <translation>QoS&#x202f;: livraisons et pertes</translation>
    </message>
    <message>
        <source>Sessions and MQTT 5.0</source>
        <translation>Sessions et MQTT 5.0</translation>
    </message>
    <message>
        <source>Something is wrong: find it</source>
        <translation>Quelque chose ne va pas&#x202f;: trouver quoi</translation>
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
    <name>mqttscope::ui::BitBoxes</name>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Bits of %1, 0x%2</source>
        <extracomment>%1 a field, %2 two hexadecimal digits</extracomment>
        <translation>Bits de %1, 0x%2</translation>
    </message>
    <message>
        <source>%1, byte %2 of %3</source>
        <extracomment>%1 a field of several bytes, %2 which of its bytes, %3 how many it has</extracomment>
        <translation>%1, octet %2 sur %3</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerAccess</name>
    <message>
        <source>Access rules</source>
        <translation>Règles d’accès</translation>
    </message>
    <message>
        <source>There are too many rules for this field.</source>
        <translation>Il y a trop de règles pour ce champ.</translation>
    </message>
    <message>
        <source>A classroom needs a user.</source>
        <translation>Une classe demande un utilisateur.</translation>
    </message>
    <message>
        <source>Users and access rules</source>
        <translation>Utilisateurs et règles d’accès</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Utilisateurs</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>Ajouter un utilisateur</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove the user</source>
        <translation>Retirer l’utilisateur</translation>
    </message>
    <message>
        <source>Access rules, as for mosquitto</source>
        <translation>Règles d’accès, comme pour mosquitto</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerAddressCard</name>
    <message>
        <source>Address of the broker</source>
        <translation>Adresse du broker</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation>Code QR&#x202f;: %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerButton</name>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>The broker is ending</source>
        <translation>Le broker s’arrête</translation>
    </message>
    <message>
        <source>The broker runs: stop it</source>
        <translation>Le broker tourne&#x202f;: l’arrêter</translation>
    </message>
    <message>
        <source>The broker does not run: start it</source>
        <translation>Le broker ne tourne pas&#x202f;: le démarrer</translation>
    </message>
    <message>
        <source>The broker is starting: stop it</source>
        <translation>Le broker démarre&#x202f;: l’arrêter</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerDelegate</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 the title of a column, %2 a cell of it</extracomment>
        <translation>%1&#x202f;: %2</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerHeader</name>
    <message>
        <source>In a classroom everybody can reach the broker: who comes in needs a user name and a password.</source>
        <translation>En classe, tout le monde peut joindre le broker&#x202f;: pour entrer, il faut un nom d’utilisateur et un mot de passe.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop the broker to change this.</source>
        <translation>Arrêtez le broker pour changer cela.</translation>
    </message>
    <message>
        <source>In a classroom nobody comes in without a user name.</source>
        <translation>En classe, personne n’entre sans nom d’utilisateur.</translation>
    </message>
    <message>
        <source>Clients come in without user name and password.</source>
        <translation>Les clients entrent sans nom d’utilisateur ni mot de passe.</translation>
    </message>
    <message>
        <source>The broker runs.</source>
        <translation>Le broker fonctionne.</translation>
    </message>
    <message>
        <source>The broker is ending.</source>
        <translation>Le broker s’arrête.</translation>
    </message>
    <message>
        <source>The broker does not run.</source>
        <translation>Le broker est arrêté.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>any</source>
        <extracomment>a port that is free</extracomment>
        <translation>libre</translation>
    </message>
    <message>
        <source>Address of the broker</source>
        <translation>Adresse du broker</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copier l’adresse</translation>
    </message>
    <message>
        <source>Show the address large, with a QR code</source>
        <translation>Afficher l’adresse en grand, avec un code QR</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>Ce poste</translation>
    </message>
    <message>
        <source>Classroom</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonyme</translation>
    </message>
    <message>
        <source>all addresses, port</source>
        <translation>toutes les adresses, port</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program: it is %2 now, and clients must name it.</source>
        <translation>Le port %1 est pris par un autre programme&#x202f;: c’est %2 maintenant, et les clients doivent le nommer.</translation>
    </message>
    <message>
        <source>also %1</source>
        <extracomment>%1 further addresses of the broker</extracomment>
        <translation>aussi %1</translation>
    </message>
    <message>
        <source>The broker is starting.</source>
        <translation>Le broker démarre.</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>démarrage…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerLogView</name>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Log of the broker</source>
        <translation>Journal du broker</translation>
    </message>
    <message>
        <source>only the chosen client</source>
        <translation>le client choisi seulement</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>%1 seulement</translation>
    </message>
    <message>
        <source>What the broker decides stands here.</source>
        <translation>Ce que le broker décide s’écrit ici.</translation>
    </message>
    <message>
        <source>Show its &amp;ladder</source>
        <translation>Afficher son é&amp;chelle</translation>
    </message>
    <message>
        <source>Packets of %1</source>
        <translation>Paquets de %1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Cop&amp;ier</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>A click on a line selects its packet; its menu leads to the ladder.</source>
        <translation>Un clic sur une ligne sélectionne son paquet&#x202f;; son menu mène à l’échelle.</translation>
    </message>
    <message>
        <source>Show its &amp;packet</source>
        <translation>Afficher son &amp;paquet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) not shown: too many at once</source>
        <translation>
            <numerusform>%Ln ligne non affichée&#x202f;: trop à la fois</numerusform>
            <numerusform>%Ln lignes non affichées&#x202f;: trop à la fois</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerPanel</name>
    <message>
        <source>The capture that is open has no packets of %1.</source>
        <translation>La capture ouverte n’a aucun paquet de %1.</translation>
    </message>
    <message>
        <source>Nobody is here yet: clients connect to the address above.</source>
        <translation>Personne n’est encore là&#x202f;: les clients se connectent à l’adresse ci-dessus.</translation>
    </message>
    <message>
        <source>Nobody is subscribed to anything.</source>
        <translation>Personne n’est abonné.</translation>
    </message>
    <message>
        <source>No message is retained.</source>
        <translation>Aucun message n’est retenu.</translation>
    </message>
    <message>
        <source>Nothing to keep: everything is acknowledged.</source>
        <translation>Rien à garder&#x202f;: tout est acquitté.</translation>
    </message>
    <message>
        <source>The broker has told nothing of itself yet.</source>
        <translation>Le broker n’a encore rien dit de lui-même.</translation>
    </message>
    <message>
        <source>The capture that is open does not have the packet of this line.</source>
        <translation>La capture ouverte n’a pas le paquet de cette ligne.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerTable</name>
    <message>
        <source>%1 of %2</source>
        <extracomment>rows that are shown, and all</extracomment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Show its &amp;packets</source>
        <translation>Montrer ses &amp;paquets</translation>
    </message>
    <message>
        <source>Show its &amp;ladder</source>
        <translation>Montrer son é&amp;chelle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::BrokerUserDialog</name>
    <message>
        <source>&amp;Show the password</source>
        <translation>&amp;Afficher le mot de passe</translation>
    </message>
    <message>
        <source>A user of the broker</source>
        <translation>Un utilisateur du broker</translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation>&amp;Nom d’utilisateur</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>There is a user of this name.</source>
        <translation>Un utilisateur porte déjà ce nom.</translation>
    </message>
    <message>
        <source>A user name has no colon and does not begin with # here.</source>
        <translation>Ici, un nom d’utilisateur n’a pas de deux-points et ne commence pas par #.</translation>
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
    <name>mqttscope::ui::ByteRibbon</name>
    <message>
        <source>Byte ribbon</source>
        <translation>Ruban des octets</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>octet %1</translation>
    </message>
    <message>
        <source>not captured</source>
        <translation>non capturé</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>pas encore lu</translation>
    </message>
    <message>
        <source>rule broken</source>
        <translation>règle enfreinte</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>avertissement</translation>
    </message>
    <message>
        <source>current</source>
        <translation>octet courant</translation>
    </message>
    <message>
        <source>%1, shown below</source>
        <extracomment>%1 a layer and its size</extracomment>
        <translation>%1, affichée ci-dessous</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln byte(s)</source>
        <extracomment>a layer of the frame: %1 its name</extracomment>
        <translation>
            <numerusform>%1, %Ln octet</numerusform>
            <numerusform>%1, %Ln octets</numerusform>
        </translation>
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
        <extracomment>two bytes as one number, the most significant first</extracomment>
        <translation>sur 16 bits</translation>
    </message>
    <message>
        <source>16 bits, swapped</source>
        <extracomment>two bytes as one number, the least significant first</extracomment>
        <translation>16 bits inversés</translation>
    </message>
    <message>
        <source>on 32 bits</source>
        <extracomment>four bytes as one number, the most significant first</extracomment>
        <translation>sur 32 bits</translation>
    </message>
    <message>
        <source>UTF-8 text</source>
        <translation>texte UTF-8</translation>
    </message>
    <message>
        <source>variable length</source>
        <translation>longueur variable</translation>
    </message>
    <message>
        <source>IPv4 address</source>
        <translation>adresse IPv4</translation>
    </message>
    <message>
        <source>Unix time, UTC</source>
        <extracomment>four bytes as seconds since 1970</extracomment>
        <translation>heure Unix, UTC</translation>
    </message>
    <message numerus="yes">
        <source>These %Ln bytes, read as…</source>
        <translation>
            <numerusform>Cet octet, lu comme…</numerusform>
            <numerusform>Ces %Ln octets, lus comme…</numerusform>
        </translation>
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
    <message>
        <source>byte %1</source>
        <extracomment>%1 number of a byte that breaks a rule, from 1</extracomment>
        <translation>octet %1</translation>
    </message>
    <message>
        <source>bytes %1 to %2</source>
        <extracomment>%1 first and %2 last of bytes that break a rule, from 1</extracomment>
        <translation>octets %1 à %2</translation>
    </message>
    <message>
        <source>Bytes that break a rule</source>
        <translation>Octets qui enfreignent une règle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureButton</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Capturer</translation>
    </message>
    <message>
        <source>Stop the capture</source>
        <translation>Arrêter la capture</translation>
    </message>
    <message>
        <source>Capture live</source>
        <translation>Capturer en direct</translation>
    </message>
    <message>
        <source>Stop the broker and its capture</source>
        <translation>Arrêter le broker et sa capture</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureCard</name>
    <message>
        <source>The interfaces are being looked at…</source>
        <translation>Recherche des interfaces…</translation>
    </message>
    <message>
        <source>Nobody may capture here yet.</source>
        <translation>Personne n’a encore le droit de capturer ici.</translation>
    </message>
    <message>
        <source>Choose an interface first.</source>
        <translation>Choisissez d’abord une interface.</translation>
    </message>
    <message>
        <source>Only the capturing program has rights.</source>
        <translation>Droits accordés au seul programme de capture.</translation>
    </message>
    <message>
        <source>Only dumpcap, Wireshark’s program, has rights.</source>
        <extracomment>dumpcap is a program of Wireshark</extracomment>
        <translation>Droits accordés au seul dumpcap, de Wireshark.</translation>
    </message>
    <message>
        <source>Capture live</source>
        <translation>Capturer en direct</translation>
    </message>
    <message>
        <source>all of MQTT, with a filter that is ready</source>
        <translation>tout MQTT, filtre prêt à l’emploi</translation>
    </message>
    <message>
        <source>Interfaces to capture from</source>
        <translation>Interfaces où capturer</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>What to type…</source>
        <translation>Que taper…</translation>
    </message>
    <message>
        <source>What can I see from here?</source>
        <translation>Que voit-on d’ici&#x202f;?</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>Options…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureEndSection</name>
    <message>
        <source>More: stop by itself</source>
        <translation>Plus&#x202f;: arrêt automatique</translation>
    </message>
    <message>
        <source>once the file is &amp;large:</source>
        <translation>quand le fichier atteint une tai&amp;lle de&#x202f;:</translation>
    </message>
    <message>
        <source>after some f&amp;rames:</source>
        <translation>après un nombre d&amp;e trames de&#x202f;:</translation>
    </message>
    <message>
        <source>never</source>
        <extracomment>when a capture ends by itself</extracomment>
        <translation>jamais</translation>
    </message>
    <message>
        <source>after &amp;a while:</source>
        <translation>après une d&amp;urée de&#x202f;:</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureFilterCheck</name>
    <message>
        <source>No filter: everything is captured.</source>
        <translation>Pas de filtre&#x202f;: tout est capturé.</translation>
    </message>
    <message>
        <source>Captured: %1.</source>
        <extracomment>%1: what a capture filter lets through: &quot;MQTT&quot;</extracomment>
        <translation>Capturé&#x202f;: %1.</translation>
    </message>
    <message>
        <source>No frame can pass this filter.</source>
        <translation>Aucune trame ne peut passer ce filtre.</translation>
    </message>
    <message>
        <source>This filter is too long.</source>
        <translation>Ce filtre est trop long.</translation>
    </message>
    <message>
        <source>Something is missing at the end.</source>
        <translation>Il manque quelque chose à la fin.</translation>
    </message>
    <message>
        <source>“%1” is a name that nobody here knows.</source>
        <extracomment>%1: a word of a capture filter: the name of a host or of a port</extracomment>
        <translation>«&#x202f;%1&#x202f;» est un nom inconnu ici.</translation>
    </message>
    <message>
        <source>“%1” is not understood here.</source>
        <extracomment>%1: a word of a capture filter</extracomment>
        <translation>«&#x202f;%1&#x202f;» n’est pas compris à cet endroit.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureFilterEdit</name>
    <message>
        <source>The filter is being looked at…</source>
        <translation>Vérification du filtre…</translation>
    </message>
    <message>
        <source>Capture filter</source>
        <translation>Filtre de capture</translation>
    </message>
    <message>
        <source>Capture filter: everything</source>
        <translation>Filtre de capture&#x202f;: tout</translation>
    </message>
    <message>
        <source>Ready-made capture filters</source>
        <translation>Filtres de capture tout prêts</translation>
    </message>
    <message>
        <source>&amp;Forget the recent filters</source>
        <translation>&amp;Oublier les filtres récents</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureFrameSection</name>
    <message>
        <source>More: what of each frame is kept</source>
        <translation>Plus&#x202f;: ce qui est gardé de chaque trame</translation>
    </message>
    <message>
        <source>whole frames</source>
        <translation>trames entières</translation>
    </message>
    <message>
        <source> bytes at most</source>
        <extracomment>behind a number</extracomment>
        <translation> octets au plus</translation>
    </message>
    <message>
        <source>as the system has it</source>
        <translation>celle du système</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> Mio</translation>
    </message>
    <message>
        <source>Of each &amp;frame:</source>
        <translation>De c&amp;haque trame&#x202f;:</translation>
    </message>
    <message>
        <source>&amp;Buffer:</source>
        <translation>Mémoire tam&amp;pon&#x202f;:</translation>
    </message>
    <message>
        <source>only this computer’s</source>
        <translation>seulement celles de ce poste</translation>
    </message>
    <message>
        <source>also frames for oth&amp;ers that pass by (promiscuous mode)</source>
        <translation>aussi les trames destinées aux &amp;autres (mode promiscuous)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureOptionsDialog</name>
    <message>
        <source>Choose an interface first.</source>
        <translation>Choisissez d’abord une interface.</translation>
    </message>
    <message>
        <source>A pcap file holds frames of one interface: choose pcapng, or one interface.</source>
        <translation>Un fichier pcap contient les trames d’une seule interface&#x202f;: choisissez pcapng, ou une seule interface.</translation>
    </message>
    <message>
        <source>Several files need a name: say in which file.</source>
        <translation>Plusieurs fichiers ont besoin d’un nom&#x202f;: dites dans quel fichier.</translation>
    </message>
    <message>
        <source>Several files: say when the next one begins.</source>
        <translation>Plusieurs fichiers&#x202f;: dites quand commence le suivant.</translation>
    </message>
    <message>
        <source>There is one file only: it cannot end after several.</source>
        <translation>Il n’y a qu’un fichier&#x202f;: la capture ne peut pas s’arrêter après plusieurs.</translation>
    </message>
    <message>
        <source>A size either begins the next file or ends the capture: set one of them.</source>
        <translation>Une taille fait commencer le fichier suivant ou arrête la capture&#x202f;: choisissez l’un des deux.</translation>
    </message>
    <message>
        <source>What to t&amp;ype…</source>
        <translation>&amp;Que taper…</translation>
    </message>
    <message>
        <source>Capture options</source>
        <translation>Options de capture</translation>
    </message>
    <message>
        <source>Interfaces to capture from</source>
        <translation>Interfaces où capturer</translation>
    </message>
    <message>
        <source>What can I see from here?</source>
        <translation>Que voit-on d’ici&#x202f;?</translation>
    </message>
    <message>
        <source>I&amp;nterfaces</source>
        <translation>I&amp;nterfaces</translation>
    </message>
    <message>
        <source>&amp;Capture filter</source>
        <translation>Filtre de &amp;capture</translation>
    </message>
    <message>
        <source>Where the frames go</source>
        <translation>Où vont les trames</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Reset to MQTT &amp;on one interface</source>
        <translation>Revenir à MQTT sur une inter&amp;face</translation>
    </message>
    <message>
        <source>The interfaces are being looked at…</source>
        <translation>Recherche des interfaces…</translation>
    </message>
    <message>
        <source>Nobody may capture here yet.</source>
        <translation>Personne n’a encore le droit de capturer ici.</translation>
    </message>
    <message>
        <source>Capture filter: %1</source>
        <translation>Filtre de capture&#x202f;: %1</translation>
    </message>
    <message>
        <source>“All interfaces” holds the others too: their frames will be there twice.</source>
        <translation>«&#x202f;Toutes les interfaces&#x202f;» contient aussi les autres&#x202f;: leurs trames y seront deux fois.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CapturePanel</name>
    <message>
        <source>About this capture</source>
        <translation>À propos de cette capture</translation>
    </message>
    <message>
        <source>No capture is open.</source>
        <translation>Aucune capture n’est ouverte.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octets</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Frames</source>
        <extracomment>%1 frames in the file, %2 of them carry MQTT</extracomment>
        <translation>Trames</translation>
    </message>
    <message>
        <source>%1, of which %2 with MQTT</source>
        <translation>%1, dont %2 avec MQTT</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Écrite par</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Matériel</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Clés</translation>
    </message>
    <message numerus="yes">
        <source>The file holds %n key log(s).</source>
        <translation>
            <numerusform>Le fichier contient %n journal de clés.</numerusform>
            <numerusform>Le fichier contient %n journaux de clés.</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Première trame</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Dernière trame</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>non précisé</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Link type</source>
        <translation>Type de liaison</translation>
    </message>
    <message>
        <source>Frames cut after</source>
        <translation>Trames coupées après</translation>
    </message>
    <message>
        <source>Capture filter</source>
        <translation>Filtre de capture</translation>
    </message>
    <message>
        <source>Lost while capturing</source>
        <translation>Perdues à la capture</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>et %1 de plus</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>Interfaces</translation>
    </message>
    <message>
        <source>Comments of frames</source>
        <translation>Commentaires des trames</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureRingSection</name>
    <message>
        <source>More: several files</source>
        <translation>Plus&#x202f;: plusieurs fichiers</translation>
    </message>
    <message>
        <source>after a while:</source>
        <translation>après une durée de&#x202f;:</translation>
    </message>
    <message>
        <source>at each multiple of:</source>
        <translation>à chaque multiple de&#x202f;:</translation>
    </message>
    <message>
        <source>once it is large:</source>
        <translation>quand il atteint une taille de&#x202f;:</translation>
    </message>
    <message>
        <source>after some frames:</source>
        <translation>après un nombre de trames de&#x202f;:</translation>
    </message>
    <message>
        <source>keep only the last:</source>
        <translation>ne garder que les derniers&#x202f;:</translation>
    </message>
    <message>
        <source>stop after:</source>
        <translation>arrêter la capture après&#x202f;:</translation>
    </message>
    <message>
        <source>By the clock: with 1 h a new file begins at each full hour.</source>
        <translation>À l’horloge&#x202f;: avec 1 h, un nouveau fichier commence à chaque heure pile.</translation>
    </message>
    <message>
        <source>one file</source>
        <translation>un seul fichier</translation>
    </message>
    <message>
        <source>be&amp;gin a new file from time to time</source>
        <translation>de temps en temps, un n&amp;ouveau fichier</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CaptureTarget</name>
    <message>
        <source>a &amp;temporary file: you are asked at the end</source>
        <translation>un fichier &amp;temporaire&#x202f;: la question vient à la fin</translation>
    </message>
    <message>
        <source>th&amp;is file:</source>
        <translation>ce f&amp;ichier&#x202f;:</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>Pa&amp;rcourir…</translation>
    </message>
    <message>
        <source>File of the capture</source>
        <translation>Fichier de la capture</translation>
    </message>
    <message>
        <source>pcapng: says the interface and what was dropped</source>
        <translation>pcapng&#x202f;: dit l’interface et ce qui s’est perdu</translation>
    </message>
    <message>
        <source>pcap: for old programs, one interface</source>
        <translation>pcap&#x202f;: pour d’anciens programmes, une seule interface</translation>
    </message>
    <message>
        <source>pcap with nanoseconds, one interface</source>
        <translation>pcap à la nanoseconde, une seule interface</translation>
    </message>
    <message>
        <source>For&amp;mat:</source>
        <translation>For&amp;mat&#x202f;:</translation>
    </message>
    <message>
        <source>Several files need a name: say in which file.</source>
        <translation>Plusieurs fichiers ont besoin d’un nom&#x202f;: dites dans quel fichier.</translation>
    </message>
    <message>
        <source>Into which file?</source>
        <translation>Dans quel fichier&#x202f;?</translation>
    </message>
    <message>
        <source>The files will have names like %1.</source>
        <extracomment>%1: name of a file: capture_00001_20261127003000.pcapng</extracomment>
        <translation>Les fichiers auront des noms comme %1.</translation>
    </message>
    <message>
        <source>This file is there already: it will be replaced.</source>
        <translation>Ce fichier existe déjà&#x202f;: il sera remplacé.</translation>
    </message>
    <message>
        <source>This format (*.%1)</source>
        <translation>Ce format (*.%1)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClauseCard</name>
    <message>
        <source>A section of the standard.</source>
        <translation>Une section de la norme.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClauseChip</name>
    <message>
        <source>Where the standard says it</source>
        <translation>Où la norme le dit</translation>
    </message>
    <message>
        <source>Standard: %1</source>
        <translation>Norme&#x202f;: %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBoard</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Add a client</source>
        <translation>Ajouter un client</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBubbleDelegate</name>
    <message>
        <source>to be retained</source>
        <extracomment>a message that was published with RETAIN; a message that came with RETAIN</extracomment>
        <translation>à retenir</translation>
    </message>
    <message>
        <source>retained</source>
        <translation>retenu</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBubbleView</name>
    <message>
        <source>Messages of the client</source>
        <translation>Messages du client</translation>
    </message>
    <message>
        <source>Show the &amp;frame</source>
        <translation>Montrer la &amp;trame</translation>
    </message>
    <message>
        <source>Show the &amp;payload…</source>
        <translation>Montrer la &amp;charge utile…</translation>
    </message>
    <message>
        <source>&amp;Copy the payload</source>
        <translation>C&amp;opier la charge utile</translation>
    </message>
    <message>
        <source>Copy the &amp;topic</source>
        <translation>Copier le to&amp;pic</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln nouveau</numerusform>
            <numerusform>%Ln nouveaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To the newest: %Ln new</source>
        <translation>
            <numerusform>Vers le plus récent&#x202f;: %Ln nouveau</numerusform>
            <numerusform>Vers le plus récent&#x202f;: %Ln nouveaux</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBubbles</name>
    <message>
        <source>on its way</source>
        <translation>en chemin</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>acquitté</translation>
    </message>
    <message>
        <source>not acknowledged, sent again</source>
        <translation>non acquitté, renvoyé</translation>
    </message>
    <message>
        <source>lost with the session</source>
        <translation>perdu avec la session</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <extracomment>%1 why</extracomment>
        <translation>non envoyé&#x202f;: %1</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>envoyé</translation>
    </message>
    <message>
        <source>received</source>
        <translation>reçu</translation>
    </message>
    <message>
        <source>waits for the connection</source>
        <translation>attend la connexion</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more User Properties</source>
        <translation>
            <numerusform>et encore %Ln User Property</numerusform>
            <numerusform>et encore %Ln User Properties</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientBytes</name>
    <message>
        <source>not known yet</source>
        <translation>pas encore connu</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 the name of a field, %2 its bytes</extracomment>
        <translation>%1&#x202f;: %2</translation>
    </message>
    <message>
        <source>The bytes before sending</source>
        <translation>Les octets avant l’envoi</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientCard</name>
    <message>
        <source>CSV file with values</source>
        <translation>Fichier CSV avec des valeurs</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt);;All files (*)</source>
        <translation>Fichiers CSV (*.csv *.txt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>sans nom</translation>
    </message>
    <message>
        <source>Client %1</source>
        <translation>Client %1</translation>
    </message>
    <message>
        <source>publishes</source>
        <translation>publie</translation>
    </message>
    <message>
        <source>subscribes</source>
        <translation>s’abonne</translation>
    </message>
    <message>
        <source>%1: not valid</source>
        <extracomment>%1 the name of a packet</extracomment>
        <translation>%1&#x202f;: non valide</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln byte(s)</source>
        <translation>
            <numerusform>%1, %Ln octet</numerusform>
            <numerusform>%1, %Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Répéter</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publier</translation>
    </message>
    <message>
        <source>Subscribe</source>
        <translation>S’abonner</translation>
    </message>
    <message>
        <source>The bytes before sending</source>
        <translation>Les octets avant l’envoi</translation>
    </message>
    <message>
        <source>No frame of the capture is surely this message.</source>
        <translation>Aucune trame de la capture n’est à coup sûr ce message.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientCommand</name>
    <message>
        <source>equivalent:</source>
        <translation>équivalent&#x202f;:</translation>
    </message>
    <message>
        <source>Equivalent command</source>
        <translation>Commande équivalente</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <extracomment>%1: what is copied</extracomment>
        <translation>Copier&#x202f;: %1</translation>
    </message>
    <message>
        <source>a Keep Alive below 5&#x202f;s</source>
        <translation>un Keep Alive de moins de 5&#x202f;s</translation>
    </message>
    <message>
        <source>the bytes of the Will’s payload</source>
        <translation>les octets de la charge du testament</translation>
    </message>
    <message>
        <source>the bytes of Correlation Data</source>
        <translation>les octets de Correlation Data</translation>
    </message>
    <message>
        <source>the bytes of Authentication Data</source>
        <translation>les octets d’Authentication Data</translation>
    </message>
    <message>
        <source>control characters in a text</source>
        <translation>des caractères de commande dans un texte</translation>
    </message>
    <message>
        <source>so long a payload</source>
        <translation>une charge aussi longue</translation>
    </message>
    <message>
        <source>a Topic Alias without its topic</source>
        <translation>un Topic Alias sans son topic</translation>
    </message>
    <message>
        <source>nearly equivalent; mosquitto’s clients cannot say: %1</source>
        <extracomment>%1 a list of things, separated by commas</extracomment>
        <translation>presque équivalent&#x202f;; les clients de mosquitto ne savent pas dire&#x202f;: %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientDevice</name>
    <message>
        <source>No device</source>
        <translation>Aucun appareil</translation>
    </message>
    <message>
        <source>Simulated sensor</source>
        <translation>Sonde simulée</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Interrupteur</translation>
    </message>
    <message>
        <source>Gauge</source>
        <translation>Jauge</translation>
    </message>
    <message>
        <source>Thermometer</source>
        <translation>Thermomètre</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>Lampe</translation>
    </message>
    <message>
        <source>Pump</source>
        <translation>Pompe</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>a lamp</extracomment>
        <translation>allumée</translation>
    </message>
    <message>
        <source>off</source>
        <translation>éteinte</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>a pump</extracomment>
        <translation>en marche</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêtée</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <extracomment>nothing was received</extracomment>
        <translation>rien encore</translation>
    </message>
    <message>
        <source>shown, DUP, retained</source>
        <extracomment>a value that was received and is shown; the last message came with DUP, with RETAIN</extracomment>
        <translation>affiché, DUP, retenu</translation>
    </message>
    <message>
        <source>shown, DUP</source>
        <translation>affiché, DUP</translation>
    </message>
    <message>
        <source>shown, retained</source>
        <translation>affiché, retenu</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>affiché</translation>
    </message>
    <message>
        <source>simulated sensor</source>
        <translation>sonde simulée</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>interrupteur</translation>
    </message>
    <message numerus="yes">
        <source>received %Ln time(s)</source>
        <translation>
            <numerusform>reçu %Ln fois</numerusform>
            <numerusform>reçu %Ln fois</numerusform>
        </translation>
    </message>
    <message>
        <source>The last message was empty.</source>
        <translation>Le dernier message était vide.</translation>
    </message>
    <message>
        <source>The last message is too long to be a value.</source>
        <translation>Le dernier message est trop long pour une valeur.</translation>
    </message>
    <message>
        <source>The last message is not text: %1</source>
        <extracomment>%1: bytes in hexadecimal</extracomment>
        <translation>Le dernier message n’est pas du texte&#x202f;: %1</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un nombre.</translation>
    </message>
    <message>
        <source>“%1” is not a number: decimals begin with a point.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un nombre&#x202f;: les décimales commencent par un point.</translation>
    </message>
    <message>
        <source>“%1” is neither ON nor OFF, true nor false, 1 nor 0.</source>
        <translation>«&#x202f;%1&#x202f;» n’est ni ON ni OFF, ni true ni false, ni 1 ni 0.</translation>
    </message>
    <message>
        <source>“%1” is not JSON: it has no field “%2”.</source>
        <extracomment>%2: the name of a field</extracomment>
        <translation>«&#x202f;%1&#x202f;» n’est pas du JSON&#x202f;: pas de champ «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>“%1” has no field “%2”.</source>
        <translation>«&#x202f;%1&#x202f;» n’a pas de champ «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>JSON with several values, name one in the settings: %1</source>
        <extracomment>%1: names of fields</extracomment>
        <translation>JSON à plusieurs valeurs, nommez-en une dans les réglages&#x202f;: %1</translation>
    </message>
    <message numerus="yes">
        <source>Waits: %Ln message(s) not acknowledged.</source>
        <translation>
            <numerusform>En attente&#x202f;: %Ln message non acquitté.</numerusform>
            <numerusform>En attente&#x202f;: %Ln messages non acquittés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not published: the client was frozen.</source>
        <translation>Pas publié&#x202f;: le client était gelé.</translation>
    </message>
    <message>
        <source>Not published: the client was not connected.</source>
        <translation>Pas publié&#x202f;: le client n’était pas connecté.</translation>
    </message>
    <message>
        <source>Bound to no topic yet: subscribe, or name one in the settings.</source>
        <translation>Relié à aucun topic pour l’instant&#x202f;: abonnez le client, ou nommez-en un dans les réglages.</translation>
    </message>
    <message>
        <source>Above the maximum, %1.</source>
        <translation>Au-dessus du maximum, %1.</translation>
    </message>
    <message>
        <source>Below the minimum, %1.</source>
        <translation>Au-dessous du minimum, %1.</translation>
    </message>
    <message>
        <source>The client is not subscribed to %1.</source>
        <translation>Le client n’est pas abonné à %1.</translation>
    </message>
    <message>
        <source>shows what comes for %1</source>
        <extracomment>%1 a Topic Filter</extracomment>
        <translation>montre ce qui arrive pour %1</translation>
    </message>
    <message>
        <source>publishes to %1, QoS %2, Retain</source>
        <extracomment>%1 a Topic Name, %2 a QoS</extracomment>
        <translation>publie sur %1, QoS %2, Retain</translation>
    </message>
    <message>
        <source>publishes to %1, QoS %2</source>
        <extracomment>%1 a Topic Name, %2 a QoS</extracomment>
        <translation>publie sur %1, QoS %2</translation>
    </message>
    <message>
        <source>the last came on %1</source>
        <extracomment>%1 a Topic Name</extracomment>
        <translation>le dernier est arrivé sur %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>de %1 à %2</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>pas affiché</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientDeviceForm</name>
    <message>
        <source>Topic Name</source>
        <translation>Topic Name</translation>
    </message>
    <message>
        <source>of the last SUBSCRIBE</source>
        <translation>celui du dernier SUBSCRIBE</translation>
    </message>
    <message>
        <source>Topic Filter</source>
        <translation>Topic Filter</translation>
    </message>
    <message>
        <source>JSON field</source>
        <translation>Champ JSON</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Published as</source>
        <translation>Publié comme</translation>
    </message>
    <message>
        <source>none: the message as a whole</source>
        <translation>aucun&#x202f;: le message entier</translation>
    </message>
    <message>
        <source>For messages in JSON: level, pump.level, list[2]</source>
        <translation>Pour les messages en JSON&#x202f;: level, pump.level, list[2]</translation>
    </message>
    <message>
        <source>Retain</source>
        <extracomment>the RETAIN flag</extracomment>
        <translation>Retain</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The minimum has to be below the maximum.</source>
        <translation>Le minimum doit être plus petit que le maximum.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientDeviceRow</name>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>A sensor, a gauge, a lamp… for this client</source>
        <translation>Une sonde, une jauge, une lampe… pour ce client</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Réglages…</translation>
    </message>
    <message>
        <source>&amp;Count from zero</source>
        <translation>&amp;Compter depuis zéro</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientForm</name>
    <message>
        <source>Changes count from the next connection on.</source>
        <translation>Les changements comptent à partir de la prochaine connexion.</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Hôte</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Will</source>
        <translation>Testament (Will)</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Topic of the Will</source>
        <translation>Topic du testament</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>Payload of the Will</source>
        <translation>Charge utile du testament</translation>
    </message>
    <message>
        <source>QoS of the Will</source>
        <translation>QoS du testament</translation>
    </message>
    <message>
        <source>Retain</source>
        <translation>Retain</translation>
    </message>
    <message>
        <source>Retain the Will</source>
        <translation>Retenir le testament</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propriétés</translation>
    </message>
    <message>
        <source>Properties of the Will</source>
        <translation>Propriétés du testament</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientHead</name>
    <message>
        <source>frozen</source>
        <translation>gelé</translation>
    </message>
    <message>
        <source>frozen, not connected</source>
        <translation>gelé, non connecté</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connecté</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>connexion…</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Déconnecter</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connecter</translation>
    </message>
    <message numerus="yes">
        <source>%Ln in flight</source>
        <translation>
            <numerusform>%Ln en vol</numerusform>
            <numerusform>%Ln en vol</numerusform>
        </translation>
    </message>
    <message>
        <source>Pull the plug: the connection breaks off without DISCONNECT</source>
        <translation>Débrancher&#x202f;: la connexion se coupe sans DISCONNECT</translation>
    </message>
    <message>
        <source>Pull the plug</source>
        <translation>Débrancher</translation>
    </message>
    <message>
        <source>Freeze: the client reads nothing and sends nothing, as a program that hangs</source>
        <translation>Geler&#x202f;: le client ne lit et n’envoie plus rien, comme un programme bloqué</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Geler</translation>
    </message>
    <message>
        <source>Remove the client</source>
        <translation>Retirer le client</translation>
    </message>
    <message>
        <source>Connection: host, version, Client Identifier, Will…</source>
        <translation>Connexion&#x202f;: hôte, version, Client Identifier, testament…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientPayloadWindow</name>
    <message>
        <source>Payload of %1</source>
        <extracomment>%1 a topic</extracomment>
        <translation>Charge utile de %1</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>Charge utile en texte</translation>
    </message>
    <message>
        <source>Payload in hexadecimal</source>
        <translation>Charge utile en hexadécimal</translation>
    </message>
    <message>
        <source>%1, of which the first %2 are kept</source>
        <translation>%1, dont les %2 premiers sont gardés</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Picture, %1 by %2</source>
        <extracomment>%1, %2 numbers of picture points</extracomment>
        <translation>Image, %1 sur %2</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propriétés</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientPublishRow</name>
    <message>
        <source>File with the payload</source>
        <translation>Fichier de la charge utile</translation>
    </message>
    <message>
        <source>Topic Name</source>
        <translation>Topic Name</translation>
    </message>
    <message>
        <source>How the payload is typed</source>
        <translation>Comment la charge utile est saisie</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>Path of a file</source>
        <translation>Chemin d’un fichier</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>QoS of the message</source>
        <translation>QoS du message</translation>
    </message>
    <message>
        <source>Retain</source>
        <extracomment>the RETAIN flag</extracomment>
        <translation>Retain</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publier</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Propriétés</translation>
    </message>
    <message>
        <source>Properties (%1)</source>
        <translation>Propriétés (%1)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientRepeatRow</name>
    <message>
        <source>no file yet</source>
        <translation>pas encore de fichier</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <extracomment>%1 the name of a file</extracomment>
        <translation>
            <numerusform>%1&#x202f;: %Ln ligne</numerusform>
            <numerusform>%1&#x202f;: %Ln lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) published</source>
        <translation>
            <numerusform>%Ln message publié</numerusform>
            <numerusform>%Ln messages publiés</numerusform>
        </translation>
    </message>
    <message>
        <source>The payload above</source>
        <translation>La charge utile ci-dessus</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Sinus</translation>
    </message>
    <message>
        <source>Random values</source>
        <translation>Valeurs au hasard</translation>
    </message>
    <message>
        <source>Rows of a CSV file</source>
        <translation>Lignes d’un fichier CSV</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>One turn</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Décimales</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Toutes les</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>jusqu’à l’arrêt</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>that is no file</source>
        <translation>ce n’est pas un fichier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more did not fit into the lab file</source>
        <extracomment>behind the name of a file and a number of rows</extracomment>
        <translation>
            <numerusform>%Ln autre n’a pas tenu dans le fichier du labo</numerusform>
            <numerusform>%Ln autres n’ont pas tenu dans le fichier du labo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln fit into a lab file</source>
        <extracomment>behind the name of a file and a number of rows</extracomment>
        <translation>
            <numerusform>seule la première tient dans un fichier de labo</numerusform>
            <numerusform>les %Ln premières tiennent dans un fichier de labo</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the file again to take another column.</source>
        <translation>Choisissez de nouveau le fichier pour prendre une autre colonne.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ClientSubscribeRow</name>
    <message>
        <source>Connect the client first.</source>
        <translation>Connectez d’abord le client.</translation>
    </message>
    <message>
        <source>granted by the broker</source>
        <translation>accordée par le broker</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>Se désabonner</translation>
    </message>
    <message>
        <source>Unsubscribe from %1</source>
        <translation>Se désabonner de %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Topic Filter</source>
        <translation>Topic Filter</translation>
    </message>
    <message>
        <source>QoS of the subscription</source>
        <translation>QoS de l’abonnement</translation>
    </message>
    <message>
        <source>Subscribe</source>
        <translation>S’abonner</translation>
    </message>
    <message>
        <source>Options and properties</source>
        <translation>Options et propriétés</translation>
    </message>
    <message>
        <source>Options and properties (%1)</source>
        <translation>Options et propriétés (%1)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::CommandBox</name>
    <message>
        <source>What to type</source>
        <translation>À taper</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <extracomment>%1: what is copied</extracomment>
        <translation>Copier&#x202f;: %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ComputedPanel</name>
    <message>
        <source>Open a capture: what it holds is summed up here.</source>
        <translation>Ouvrez une capture&#x202f;: son contenu est résumé ici.</translation>
    </message>
    <message>
        <source>Reading the packets…</source>
        <translation>Lecture des paquets…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ConversationModel</name>
    <message>
        <source>TCP connection %1 begins</source>
        <extracomment>%1 the number of a TCP connection, tcp.stream</extracomment>
        <translation>début de la connexion TCP %1</translation>
    </message>
    <message>
        <source>connection ended after DISCONNECT</source>
        <translation>connexion terminée après DISCONNECT</translation>
    </message>
    <message>
        <source>connection ended: %1</source>
        <extracomment>%1 &quot;TCP reset&quot;, &quot;closed without DISCONNECT&quot;</extracomment>
        <translation>connexion terminée&#x202f;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more packet(s), not shown</source>
        <translation>
            <numerusform>%Ln autre paquet, non affiché</numerusform>
            <numerusform>%Ln autres paquets, non affichés</numerusform>
        </translation>
    </message>
    <message>
        <source>from the client</source>
        <translation>du client</translation>
    </message>
    <message>
        <source>from the broker</source>
        <translation>du broker</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>trame %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::DocumentSession</name>
    <message>
        <source>Live capture, %1</source>
        <translation>Capture en direct, %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ExplanationPane</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>things that are wrong</comment>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Exchange begins in frame %1</source>
        <extracomment>where an exchange of packets begins</extracomment>
        <translation>Début de l’échange&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>Goes on in frame %1</source>
        <extracomment>where an exchange of packets goes on</extracomment>
        <translation>Suite&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explication</translation>
    </message>
    <message>
        <source>Where the standard says it; click to copy</source>
        <translation>Où la norme le dit&#x202f;; cliquer pour copier</translation>
    </message>
    <message>
        <source>Filter on this field</source>
        <translation>Filtrer sur ce champ</translation>
    </message>
    <message>
        <source>Show only the frames in which the field has this value</source>
        <translation>Ne montrer que les trames où le champ a cette valeur</translation>
    </message>
    <message>
        <source>Go to the first packet of this exchange</source>
        <translation>Aller au premier paquet de cet échange</translation>
    </message>
    <message>
        <source>Go to the next packet of this exchange</source>
        <translation>Aller au paquet suivant de cet échange</translation>
    </message>
    <message>
        <source>Step from here</source>
        <translation>Pas à pas d’ici</translation>
    </message>
    <message>
        <source>Walk through the packet byte by byte, from this one on</source>
        <translation>Parcourir le paquet octet par octet, à partir de celui-ci</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ExportDialog</name>
    <message>
        <source>Save as</source>
        <translation>Enregistrer sous</translation>
    </message>
    <message>
        <source>Export frames</source>
        <translation>Exporter des trames</translation>
    </message>
    <message>
        <source>Export dissections</source>
        <translation>Exporter les dissections</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>&amp;All (%1)</source>
        <extracomment>%1: how many frames</extracomment>
        <translation>&amp;Toutes (%1)</translation>
    </message>
    <message>
        <source>&amp;Shown (%1)</source>
        <extracomment>those of the list. %1: how many</extracomment>
        <translation>A&amp;ffichées (%1)</translation>
    </message>
    <message>
        <source>Sele&amp;cted: frame %1</source>
        <translation>&amp;Choisie&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>Sele&amp;cted</source>
        <translation>&amp;Choisie</translation>
    </message>
    <message>
        <source>&amp;Marked (%1)</source>
        <extracomment>%1: how many frames</extracomment>
        <translation>&amp;Marquées (%1)</translation>
    </message>
    <message>
        <source>&amp;Numbers:</source>
        <translation>N&amp;uméros&#x202f;:</translation>
    </message>
    <message>
        <source>Numbers of frames</source>
        <translation>Numéros de trames</translation>
    </message>
    <message>
        <source>Text: a line per frame</source>
        <translation>Texte&#x202f;: une ligne par trame</translation>
    </message>
    <message>
        <source>Text: all fields and bytes</source>
        <translation>Texte&#x202f;: tous les champs et octets</translation>
    </message>
    <message>
        <source>CSV: the columns of the list</source>
        <translation>CSV&#x202f;: les colonnes de la liste</translation>
    </message>
    <message>
        <source>pcapng: with comments and names</source>
        <translation>pcapng&#x202f;: avec les commentaires et les noms</translation>
    </message>
    <message>
        <source>pcap: frames only, microseconds</source>
        <translation>pcap&#x202f;: trames seules, microsecondes</translation>
    </message>
    <message>
        <source>pcap: frames only, nanoseconds</source>
        <translation>pcap&#x202f;: trames seules, nanosecondes</translation>
    </message>
    <message>
        <source>semicolons, decimal comma</source>
        <translation>points-virgules, virgule décimale</translation>
    </message>
    <message>
        <source>commas, decimal point</source>
        <translation>virgules, point décimal</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>F&amp;ormat&#x202f;:</translation>
    </message>
    <message>
        <source>Separated by:</source>
        <translation>Séparés par&#x202f;:</translation>
    </message>
    <message>
        <source>F&amp;ile:</source>
        <translation>F&amp;ichier&#x202f;:</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Parcourir…</translation>
    </message>
    <message>
        <source>This format (*.%1)</source>
        <translation>Ce format (*.%1)</translation>
    </message>
    <message>
        <source>Which frames? Write 1-20, 25.</source>
        <translation>Quelles trames&#x202f;? Écrivez 1-20, 25.</translation>
    </message>
    <message>
        <source>Into which file?</source>
        <translation>Dans quel fichier&#x202f;?</translation>
    </message>
    <message>
        <source>This is a folder: add a name.</source>
        <translation>C’est un dossier&#x202f;: ajoutez un nom.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Ce dossier n’existe pas.</translation>
    </message>
    <message>
        <source>This is the capture that is open: choose another name.</source>
        <translation>C’est la capture ouverte&#x202f;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>This file is there already: it will be replaced.</source>
        <translation>Ce fichier existe déjà&#x202f;: il sera remplacé.</translation>
    </message>
    <message>
        <source>Illustrated packet: frame %1</source>
        <translation>Paquet illustré&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>Imp&amp;rimer…</translation>
    </message>
    <message>
        <source>Bytes explained</source>
        <translation>Octets expliqués</translation>
    </message>
    <message>
        <source>those of &amp;MQTT</source>
        <translation>ceux de &amp;MQTT</translation>
    </message>
    <message>
        <source>those of the &amp;whole frame: Ethernet, IP, TCP, MQTT</source>
        <translation>ceux de &amp;toute la trame&#x202f;: Ethernet, IP, TCP, MQTT</translation>
    </message>
    <message>
        <source>HTML: a page for a browser</source>
        <translation>HTML&#x202f;: une page pour un navigateur</translation>
    </message>
    <message>
        <source>PDF: A4, two columns</source>
        <translation>PDF&#x202f;: A4, deux colonnes</translation>
    </message>
    <message>
        <source>SVG: one drawing</source>
        <translation>SVG&#x202f;: un seul dessin</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::Exports</name>
    <message>
        <source>Saving %1</source>
        <translation>Enregistrement de %1</translation>
    </message>
    <message>
        <source>Saving was cancelled: nothing was written.</source>
        <translation>Enregistrement annulé&#x202f;: rien n’a été écrit.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) saved in %1.</source>
        <translation>
            <numerusform>%Ln trame enregistrée dans %1.</numerusform>
            <numerusform>%Ln trames enregistrées dans %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln comment(s) found no room in the file.</source>
        <translation>
            <numerusform>%Ln commentaire n’a pas trouvé de place dans le fichier.</numerusform>
            <numerusform>%Ln commentaires n’ont pas trouvé de place dans le fichier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln block(s) that are no packets were left out.</source>
        <translation>
            <numerusform>%Ln bloc qui n’est pas un paquet a été laissé de côté.</numerusform>
            <numerusform>%Ln blocs qui ne sont pas des paquets ont été laissés de côté.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FaultBar</name>
    <message>
        <source>From the broker</source>
        <translation>Du broker</translation>
    </message>
    <message>
        <source>From the client</source>
        <translation>Du client</translation>
    </message>
    <message>
        <source>Lose %1 and cut</source>
        <translation>Perdre %1 et couper</translation>
    </message>
    <message>
        <source>Grant QoS %1 at most</source>
        <translation>Accorder au plus QoS %1</translation>
    </message>
    <message>
        <source>%1 s late</source>
        <translation>%1 s de retard</translation>
    </message>
    <message>
        <source>No more than %1 faults can be armed.</source>
        <translation>Pas plus de %1 pannes ne peuvent être armées.</translation>
    </message>
    <message>
        <source>Armed. Press again to disarm it.</source>
        <translation>Panne armée. Appuyez encore pour la désarmer.</translation>
    </message>
    <message>
        <source>What waits passes, as if nothing had been.</source>
        <translation>Ce qui attend passe, comme si de rien n’était.</translation>
    </message>
    <message>
        <source>Nothing passes any more, no ping either: after 1.5 times the Keep Alive the broker ends the connection.</source>
        <translation>Plus rien ne passe, les pings non plus&#x202f;: après 1,5 fois le Keep Alive, le broker ferme la connexion.</translation>
    </message>
    <message>
        <source>The broker ends the connection. In 5.0 a DISCONNECT says why.</source>
        <translation>Le broker ferme la connexion. En 5.0, un DISCONNECT dit pourquoi.</translation>
    </message>
    <message>
        <source>The next CONNECT gets a CONNACK that refuses, with a code of your choice.</source>
        <translation>Le prochain CONNECT reçoit un CONNACK de refus, avec le code de votre choix.</translation>
    </message>
    <message>
        <source>The next SUBSCRIBE is granted less than it asks for.</source>
        <translation>Le prochain SUBSCRIBE obtient moins que demandé.</translation>
    </message>
    <message>
        <source>Packets come late, until this is disarmed.</source>
        <translation>Les paquets arrivent en retard, jusqu’au désarmement.</translation>
    </message>
    <message>
        <source>Each fault says here what it will do.</source>
        <translation>Chaque panne dit ici ce qu’elle va faire.</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Dégeler</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Geler</translation>
    </message>
    <message>
        <source>Faults for whoever comes first</source>
        <translation>Pannes pour le premier venu</translation>
    </message>
    <message>
        <source>Faults for %1</source>
        <translation>Pannes pour %1</translation>
    </message>
    <message>
        <source>Its packets</source>
        <translation>Ses paquets</translation>
    </message>
    <message>
        <source>Its ladder</source>
        <translation>Son échelle</translation>
    </message>
    <message>
        <source>Lose PUBACK and cut</source>
        <translation>Perdre PUBACK et couper</translation>
    </message>
    <message>
        <source>Lose another packet</source>
        <translation>Perdre un autre paquet</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>Expulser</translation>
    </message>
    <message>
        <source>Refuse CONNECT…</source>
        <translation>Refuser CONNECT…</translation>
    </message>
    <message>
        <source>Lower QoS…</source>
        <translation>Baisser QoS…</translation>
    </message>
    <message>
        <source>Delay…</source>
        <translation>Retarder…</translation>
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
    <message numerus="yes">
        <source>%n broken rule(s)</source>
        <translation>
            <numerusform>%n règle enfreinte</numerusform>
            <numerusform>%n règles enfreintes</numerusform>
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
    <name>mqttscope::ui::FindBar</name>
    <message>
        <source>The search was stopped.</source>
        <translation>La recherche a été arrêtée.</translation>
    </message>
    <message>
        <source>Not found in the frames that are shown.</source>
        <translation>Introuvable dans les trames affichées.</translation>
    </message>
    <message>
        <source>Not found.</source>
        <translation>Introuvable.</translation>
    </message>
    <message>
        <source>No other frame has it.</source>
        <translation>Aucune autre trame ne le contient.</translation>
    </message>
    <message>
        <source>Went on from the end.</source>
        <translation>Recherche reprise à la fin.</translation>
    </message>
    <message>
        <source>Went on from the beginning.</source>
        <translation>Recherche reprise au début.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Bytes as text</source>
        <translation>Octets en texte</translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation>Octets en hexadécimal</translation>
    </message>
    <message>
        <source>Display filter</source>
        <translation>Filtre d’affichage</translation>
    </message>
    <message>
        <source>Find in the frames</source>
        <translation>Rechercher dans les trames</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>Texte à rechercher</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Où chercher</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Respecter la casse</translation>
    </message>
    <message>
        <source>Previous frame (Shift+F3)</source>
        <translation>Trame précédente (Maj+F3)</translation>
    </message>
    <message>
        <source>Next frame (F3)</source>
        <translation>Trame suivante (F3)</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Arrêter la recherche</translation>
    </message>
    <message>
        <source>Close the bar (Esc)</source>
        <translation>Fermer la barre (Échap)</translation>
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
    <message>
        <source>breaks a rule</source>
        <translation>enfreint une règle</translation>
    </message>
    <message>
        <source>worth a warning</source>
        <translation>mérite un avertissement</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>marquée</translation>
    </message>
    <message>
        <source>Times count from this frame</source>
        <translation>Les temps sont comptés depuis cette trame</translation>
    </message>
    <message>
        <source>Comment: %1</source>
        <extracomment>%1 what people wrote on a frame</extracomment>
        <translation>Commentaire&#x202f;: %1</translation>
    </message>
    <message>
        <source>Exchange</source>
        <extracomment>a column title: what joins the packets of an exchange</extracomment>
        <translation>Échange</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Reply</source>
        <extracomment>time until the answer, a column title</extracomment>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>Adresse source</translation>
    </message>
    <message>
        <source>Destination address</source>
        <translation>Adresse de destination</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Stream</source>
        <extracomment>number of the TCP connection, a column title</extracomment>
        <translation>Flux</translation>
    </message>
    <message>
        <source>Frame length</source>
        <translation>Longueur de trame</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Date et heure</translation>
    </message>
    <message>
        <source>Time until the answer to this packet</source>
        <translation>Temps jusqu’à la réponse à ce paquet</translation>
    </message>
    <message>
        <source>The packets of one exchange, over both hops</source>
        <translation>Les paquets d’un même échange, sur les deux sauts</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::FrameListView</name>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>&amp;Reset the columns</source>
        <translation>&amp;Rétablir les colonnes</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::GlossaryCard</name>
    <message>
        <source>in English: %1</source>
        <translation>en anglais&#x202f;: %1</translation>
    </message>
    <message>
        <source>in French: %1</source>
        <translation>en français&#x202f;: %1</translation>
    </message>
    <message>
        <source>Glossary</source>
        <extracomment>opens the glossary</extracomment>
        <translation>Glossaire</translation>
    </message>
    <message>
        <source>Open the glossary here (Enter)</source>
        <translation>Ouvrir le glossaire à ce terme (Entrée)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::GlossaryWindow</name>
    <message>
        <source>Glossary</source>
        <translation>Glossaire</translation>
    </message>
    <message>
        <source>French or English word</source>
        <translation>Mot français ou anglais</translation>
    </message>
    <message>
        <source>Search the glossary, in French or English</source>
        <translation>Chercher dans le glossaire, en français ou en anglais</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Termes</translation>
    </message>
    <message>
        <source>Entry of the glossary</source>
        <translation>Article du glossaire</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n terme</numerusform>
            <numerusform>%n termes</numerusform>
        </translation>
    </message>
    <message>
        <source>in English: %1</source>
        <translation>en anglais&#x202f;: %1</translation>
    </message>
    <message>
        <source>in French: %1</source>
        <translation>en français&#x202f;: %1</translation>
    </message>
    <message>
        <source>See also:</source>
        <translation>Voir aussi&#x202f;:</translation>
    </message>
    <message>
        <source>No term has “%1” in it.</source>
        <translation>Aucun terme ne contient «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Spelled alike:</source>
        <translation>Écriture proche&#x202f;:</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>Pages du guide</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Page du guide</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::InterfaceMenu</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 &quot;Wi-Fi&quot;, %2 &quot;wlp2s0&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>There is no interface</source>
        <translation>Il n’y a aucune interface</translation>
    </message>
    <message>
        <source>Looking for interfaces…</source>
        <translation>Recherche des interfaces…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::KnowledgeStrip</name>
    <message>
        <source>length not read yet</source>
        <translation>longueur pas encore lue</translation>
    </message>
    <message>
        <source>What the reader knows</source>
        <translation>Ce que le lecteur sait</translation>
    </message>
    <message>
        <source>What the reader knows:</source>
        <translation>Ce que le lecteur sait&#x202f;:</translation>
    </message>
    <message numerus="yes">
        <source>all %Ln byte(s) read</source>
        <translation>
            <numerusform>%Ln octet lu, plus rien</numerusform>
            <numerusform>les %Ln octets sont lus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) of %1 left</source>
        <extracomment>bytes that are left of all that Remaining Length counts: &quot;11 bytes of 19 left&quot;</extracomment>
        <translation>
            <numerusform>reste %Ln octet sur %1</numerusform>
            <numerusform>reste %Ln octets sur %1</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing follows</source>
        <translation>rien ne suit</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabConsequence</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <extracomment>%1 names</extracomment>
        <translation>
            <numerusform>%1 et %Ln autre</numerusform>
            <numerusform>%1 et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>It passes the message on to whoever is subscribed.</source>
        <translation>Il transmet le message à ceux qui sont abonnés.</translation>
    </message>
    <message>
        <source>It passes the message on to nobody: who is subscribed is away.</source>
        <translation>Il ne transmet le message à personne&#x202f;: ceux qui sont abonnés sont absents.</translation>
    </message>
    <message>
        <source>It passes the message on to nobody: nobody is subscribed to this topic.</source>
        <translation>Il ne transmet le message à personne&#x202f;: nul n’est abonné à ce topic.</translation>
    </message>
    <message>
        <source>It passes the message on to %1.</source>
        <extracomment>%1 clients</extracomment>
        <translation>Il transmet le message à %1.</translation>
    </message>
    <message>
        <source>It keeps the message for those who are away: %1.</source>
        <extracomment>%1 clients</extracomment>
        <translation>Il garde le message pour les absents&#x202f;: %1.</translation>
    </message>
    <message>
        <source>The broker will answer with %1.</source>
        <translation>Le broker répondra par %1.</translation>
    </message>
    <message>
        <source>The client will answer with %1.</source>
        <translation>Le client répondra par %1.</translation>
    </message>
    <message>
        <source>Packet Identifier %1 will be free again.</source>
        <translation>Le Packet Identifier %1 sera de nouveau libre.</translation>
    </message>
    <message>
        <source>The connection that %1 has now will be ended: no two with the same Client Identifier.</source>
        <translation>La connexion actuelle de %1 prendra fin&#x202f;: jamais deux clients avec le même Client Identifier.</translation>
    </message>
    <message>
        <source>It keeps the Will for %1.</source>
        <extracomment>%1 a topic</extracomment>
        <translation>Il garde le testament (Will) pour %1.</translation>
    </message>
    <message>
        <source>The client will know that it is refused.</source>
        <translation>Le client saura qu’il est refusé.</translation>
    </message>
    <message>
        <source>The client will be connected.</source>
        <translation>Le client sera connecté.</translation>
    </message>
    <message>
        <source>The broker will publish the Will to %1.</source>
        <extracomment>%1 a topic</extracomment>
        <translation>Le broker publiera le testament (Will) dans %1.</translation>
    </message>
    <message>
        <source>The broker will publish the Will to %1 after %2 s.</source>
        <extracomment>%1 a topic, %2 seconds</extracomment>
        <translation>Le broker publiera le testament (Will) dans %1 après %2 s.</translation>
    </message>
    <message>
        <source>The client will notice that the connection is over.</source>
        <translation>Le client verra que la connexion est terminée.</translation>
    </message>
    <message>
        <source>The broker will notice that the connection is over.</source>
        <translation>Le broker verra que la connexion est terminée.</translation>
    </message>
    <message>
        <source>There was no DISCONNECT.</source>
        <translation>Il n’y a pas eu de DISCONNECT.</translation>
    </message>
    <message>
        <source>The connection will be over.</source>
        <translation>La connexion sera terminée.</translation>
    </message>
    <message>
        <source>The broker will forget the Will.</source>
        <translation>Le broker oubliera le testament (Will).</translation>
    </message>
    <message>
        <source>The client takes it and answers nothing: QoS 0.</source>
        <translation>Le client le prend et ne répond rien&#x202f;: QoS 0.</translation>
    </message>
    <message>
        <source>With DUP: if it has had it before, it gets it twice.</source>
        <translation>Avec DUP&#x202f;: s’il l’a déjà eu, il l’a deux fois.</translation>
    </message>
    <message>
        <source>It is the message that was retained.</source>
        <translation>C’est le message retenu.</translation>
    </message>
    <message>
        <source>It has the message already and takes it only once.</source>
        <translation>Il a déjà le message et ne le prend qu’une fois.</translation>
    </message>
    <message>
        <source>It keeps the message and passes it on when PUBREL has come.</source>
        <translation>Il garde le message et le transmet quand PUBREL sera arrivé.</translation>
    </message>
    <message>
        <source>The broker answers nothing: QoS 0.</source>
        <translation>Le broker ne répond rien&#x202f;: QoS 0.</translation>
    </message>
    <message>
        <source>It keeps the message as the retained one of this topic.</source>
        <translation>Il garde le message comme message retenu de ce topic.</translation>
    </message>
    <message>
        <source>Without payload: the retained message of this topic is gone.</source>
        <translation>Sans contenu&#x202f;: le message retenu de ce topic est effacé.</translation>
    </message>
    <message>
        <source>It has nothing to pass on any more.</source>
        <translation>Il n’a plus rien à transmettre.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln retained message(s) will follow.</source>
        <translation>
            <numerusform>%Ln message retenu suivra.</numerusform>
            <numerusform>%Ln messages retenus suivront.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client will have its answer.</source>
        <translation>Le client aura sa réponse.</translation>
    </message>
    <message>
        <source>The client will know that its subscription is refused.</source>
        <translation>Le client saura que son abonnement est refusé.</translation>
    </message>
    <message>
        <source>The client will know that it is subscribed, with QoS %1.</source>
        <translation>Le client saura qu’il est abonné, avec QoS %1.</translation>
    </message>
    <message>
        <source>The client gets bytes that are no packet.</source>
        <translation>Le client reçoit des octets qui ne sont pas un paquet.</translation>
    </message>
    <message>
        <source>No packet begins like this: the broker will end the connection.</source>
        <translation>Aucun paquet ne commence ainsi&#x202f;: le broker mettra fin à la connexion.</translation>
    </message>
    <message>
        <source>The broker reads on.</source>
        <translation>Le broker continue de lire.</translation>
    </message>
    <message>
        <source>The message is refused.</source>
        <translation>Le message est refusé.</translation>
    </message>
    <message>
        <source>The client will know that the broker is there.</source>
        <translation>Le client saura que le broker est là.</translation>
    </message>
    <message>
        <source>The authentication goes on.</source>
        <translation>L’authentification se poursuit.</translation>
    </message>
    <message>
        <source>There is no such packet: the broker will end the connection.</source>
        <translation>Ce paquet n’existe pas&#x202f;: le broker mettra fin à la connexion.</translation>
    </message>
    <message>
        <source>A fault is armed: %1</source>
        <extracomment>%1 what the fault does, a sentence</extracomment>
        <translation>Une panne est armée&#x202f;: %1</translation>
    </message>
    <message>
        <source>It waits until time goes on.</source>
        <translation>Il attend que le temps reprenne.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabEmpty</name>
    <message>
        <source>A broker and clients to try everything out</source>
        <translation>Un broker et des clients pour tout essayer</translation>
    </message>
    <message>
        <source>They run in this program: no network, no rights, nothing to install.</source>
        <translation>Ils tournent dans ce programme&#x202f;: ni réseau, ni droits, rien à installer.</translation>
    </message>
    <message>
        <source>1. The broker starts</source>
        <translation>1. Le broker démarre</translation>
    </message>
    <message>
        <source>2. Two clients connect</source>
        <translation>2. Deux clients se connectent</translation>
    </message>
    <message>
        <source>3. You see every packet</source>
        <translation>3. Vous voyez chaque paquet</translation>
    </message>
    <message>
        <source>It listens on 127.0.0.1, port 1883: only this computer reaches it.</source>
        <translation>Il écoute sur 127.0.0.1, port 1883&#x202f;: seul cet ordinateur peut le joindre.</translation>
    </message>
    <message>
        <source>capteur-1 publishes to pompe/niveau, tablette subscribes to it.</source>
        <translation>capteur-1 publie sur pompe/niveau, tablette s’y abonne.</translation>
    </message>
    <message>
        <source>What passes is recorded and stands below, frame by frame. Then it is your turn: publish, lose an acknowledgement, pull the plug.</source>
        <translation>Ce qui passe est enregistré et s’affiche en bas, trame par trame. Ensuite, à vous&#x202f;: publier, perdre un acquittement, débrancher un client.</translation>
    </message>
    <message>
        <source>Start the broker and two clients</source>
        <translation>Démarrer le broker et deux clients</translation>
    </message>
    <message>
        <source>Set it up myself</source>
        <translation>Préparer moi-même</translation>
    </message>
    <message>
        <source>Open a lab…</source>
        <translation>Ouvrir un labo…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabFaultText</name>
    <message>
        <source>whoever comes first</source>
        <translation>premier venu</translation>
    </message>
    <message>
        <source>The next %1 to %2 is lost, and the connection is cut.</source>
        <translation>Le prochain %1 vers %2 est perdu, et la connexion est coupée.</translation>
    </message>
    <message>
        <source>The next %1 of %2 is lost, and the connection is cut.</source>
        <translation>Le prochain %1 de %2 est perdu, et la connexion est coupée.</translation>
    </message>
    <message>
        <source>all clients</source>
        <translation>tous les clients</translation>
    </message>
    <message>
        <source>Packets to %1 come %2 s late.</source>
        <translation>Les paquets vers %1 arrivent avec %2 s de retard.</translation>
    </message>
    <message>
        <source>Packets of %1 come %2 s late.</source>
        <translation>Les paquets de %1 arrivent avec %2 s de retard.</translation>
    </message>
    <message>
        <source>The next CONNECT of %1 is refused: %2.</source>
        <translation>Le prochain CONNECT de %1 est refusé&#x202f;: %2.</translation>
    </message>
    <message>
        <source>The next SUBSCRIBE of %1 is granted no more than QoS %2.</source>
        <translation>Le prochain SUBSCRIBE de %1 obtient au plus QoS %2.</translation>
    </message>
    <message>
        <source>A classroom needs a user with a password: otherwise everybody could come in.</source>
        <translation>Une classe demande un utilisateur avec un mot de passe&#x202f;: sinon, tout le monde pourrait entrer.</translation>
    </message>
    <message>
        <source>“%1” is no user name that can be used, or is there twice.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un nom d’utilisateur possible, ou figure deux fois.</translation>
    </message>
    <message>
        <source>The access rules are wrong.</source>
        <translation>Les règles d’accès sont fausses.</translation>
    </message>
    <message>
        <source>Access rules</source>
        <translation>Règles d’accès</translation>
    </message>
    <message>
        <source>The capture of the broker cannot be written: %1</source>
        <translation>La capture du broker ne peut pas être écrite&#x202f;: %1</translation>
    </message>
    <message>
        <source>It may be a mosquitto that the system has started, or another mqttscope.</source>
        <translation>C’est peut-être un mosquitto que le système a démarré, ou un autre mqttscope.</translation>
    </message>
    <message>
        <source>In a terminal, “%1” says which program it is (“sudo” before it, if it is somebody else’s).</source>
        <translation>Dans un terminal, «&#x202f;%1&#x202f;» dit quel programme c’est («&#x202f;sudo&#x202f;» devant, s’il est à quelqu’un d’autre).</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabFaultsModel</name>
    <message>
        <source>Armed</source>
        <translation>Pannes armées</translation>
    </message>
    <message>
        <source>Met</source>
        <extracomment>how often a fault met a packet</extracomment>
        <translation>Touché</translation>
    </message>
    <message>
        <source>not yet</source>
        <extracomment>a fault that met a packet so many times</extracomment>
        <translation>pas encore</translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln fois</numerusform>
            <numerusform>%Ln fois</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Disarm</source>
        <translation>Désarmer</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabFrames</name>
    <message>
        <source>tap of the built-in broker; Ethernet, IP and TCP headers are synthesised</source>
        <translation>écoute du broker intégré, en-têtes Ethernet, IP et TCP synthétisés</translation>
    </message>
    <message>
        <source>No frame carries MQTT so far.</source>
        <translation>Aucune trame ne transporte de MQTT pour l’instant.</translation>
    </message>
    <message>
        <source>No frame so far: connect a client to the broker.</source>
        <translation>Aucune trame pour l’instant&#x202f;: connectez un client au broker.</translation>
    </message>
    <message>
        <source>Start the broker: every packet that passes will stand here.</source>
        <translation>Démarrez le broker&#x202f;: chaque paquet qui passe s’affichera ici.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>enregistre</translation>
    </message>
    <message>
        <source>TCP rows</source>
        <translation>lignes TCP</translation>
    </message>
    <message>
        <source>Show the frames without MQTT too (%1)</source>
        <translation>Montrer aussi les trames sans MQTT (%1)</translation>
    </message>
    <message>
        <source>Save as pcapng</source>
        <translation>Enregistrer en pcapng</translation>
    </message>
    <message>
        <source>Save the frames so far; the broker runs on</source>
        <translation>Enregistrer les trames déjà passées&#x202f;; le broker continue</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabInFlightModel</name>
    <message>
        <source>to be sent</source>
        <translation>à envoyer</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>En vol</translation>
    </message>
    <message>
        <source>Id</source>
        <extracomment>Packet Identifier</extracomment>
        <translation>Id</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Attend</translation>
    </message>
    <message>
        <source>to %1</source>
        <extracomment>%1 a client</extracomment>
        <translation>vers %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>PUBREC has come: the broker has given the message away and keeps the Packet Identifier alone.</source>
        <translation>PUBREC est arrivé&#x202f;: le broker a remis le message et ne garde que le Packet Identifier.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabLog</name>
    <message>
        <source>Fault armed. %1</source>
        <translation>Panne armée. %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabPage</name>
    <message>
        <source>Parts of the lab</source>
        <translation>Parties du labo</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Trame %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; or &lt;b&gt;Esc&lt;/b&gt;: leave · &lt;b&gt;%2&lt;/b&gt;: broker · &lt;b&gt;%3&lt;/b&gt;: new client · &lt;b&gt;%4&lt;/b&gt;: next packet</source>
        <extracomment>%1 to %4: keys</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; ou &lt;b&gt;Échap&lt;/b&gt;&#x202f;: quitter · &lt;b&gt;%2&lt;/b&gt;&#x202f;: broker · &lt;b&gt;%3&lt;/b&gt;&#x202f;: nouveau client · &lt;b&gt;%4&lt;/b&gt;&#x202f;: paquet suivant</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabProjectorFoot</name>
    <message>
        <source>Time stands still.</source>
        <translation>Le temps est arrêté.</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>Et %Ln autre.</numerusform>
            <numerusform>Et %Ln autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>What the broker decides stands here.</source>
        <translation>Ce que le broker décide s’écrit ici.</translation>
    </message>
    <message>
        <source>Next packet</source>
        <translation>Paquet suivant</translation>
    </message>
    <message>
        <source>Disarm</source>
        <translation>Désarmer</translation>
    </message>
    <message>
        <source>Packet by packet</source>
        <translation>Paquet par paquet</translation>
    </message>
    <message>
        <source>Log of the broker</source>
        <translation>Journal du broker</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabProjectorHead</name>
    <message>
        <source>The broker does not run.</source>
        <translation>Le broker est arrêté.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>gelé</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connecté</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 a client, %2 &quot;connected&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: faults are for this client when it is chosen</source>
        <translation>%1&#x202f;: choisi, c’est à lui que vont les pannes</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the broker</source>
        <translation>Démarrer le broker</translation>
    </message>
    <message>
        <source>Who is connected</source>
        <translation>Qui est connecté</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabRetainedModel</name>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>As MQTT does it: by a retained message without payload.</source>
        <translation>Comme MQTT le fait&#x202f;: par un message retenu sans payload.</translation>
    </message>
    <message>
        <source>Retained messages</source>
        <translation>Messages retenus</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabSessionsModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>0, kept</source>
        <extracomment>Clean Session 0 or 1, and what it means</extracomment>
        <translation>0, gardée</translation>
    </message>
    <message>
        <source>1, not kept</source>
        <translation>1, non gardée</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>non gardée</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gardée</translation>
    </message>
    <message>
        <source>kept %1 s</source>
        <translation>gardée %1 s</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>En vol</translation>
    </message>
    <message>
        <source>Queued</source>
        <extracomment>messages that wait</extracomment>
        <translation>En file</translation>
    </message>
    <message>
        <source>Will</source>
        <translation>Testament</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <extracomment>the session of a client that is away</extracomment>
        <translation>finit dans %1</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>no Keep Alive</extracomment>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>Will armed</source>
        <translation>testament armé</translation>
    </message>
    <message>
        <source>no Will</source>
        <translation>sans testament</translation>
    </message>
    <message>
        <source>away</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>frozen: nothing passes</source>
        <translation>gelé&#x202f;: rien ne passe</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connecté</translation>
    </message>
    <message>
        <source>Keep Alive %1 s: after 1.5 times as long without a packet the broker ends the connection. So much is left.</source>
        <translation>Keep Alive %1 s&#x202f;: après 1,5 fois cette durée sans paquet, le broker ferme la connexion. Voici ce qui reste.</translation>
    </message>
    <message>
        <source>%1, QoS %2</source>
        <translation>%1, QoS %2</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabStatus</name>
    <message>
        <source>the broker is ending</source>
        <translation>le broker s’arrête</translation>
    </message>
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
            <numerusform>%Ln panne armée</numerusform>
            <numerusform>%Ln pannes armées</numerusform>
        </translation>
    </message>
    <message>
        <source>the broker is starting</source>
        <translation>le broker démarre</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabSubscriptionsModel</name>
    <message>
        <source>Granted QoS</source>
        <translation>QoS accordé</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabSysModel</name>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LabWaitingModel</name>
    <message>
        <source>a new client</source>
        <translation>un nouveau client</translation>
    </message>
    <message>
        <source>bytes that are no packet</source>
        <translation>octets qui ne sont pas un paquet</translation>
    </message>
    <message>
        <source>end of the connection</source>
        <translation>fin de la connexion</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>packets that wait in step mode</extracomment>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Id</source>
        <extracomment>Packet Identifier</extracomment>
        <translation>Id</translation>
    </message>
    <message>
        <source>to %1</source>
        <extracomment>%1 a client</extracomment>
        <translation>vers %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderActions</name>
    <message>
        <source>&amp;Next exchange</source>
        <translation>Échange &amp;suivant</translation>
    </message>
    <message>
        <source>&amp;Previous exchange</source>
        <translation>Échange &amp;précédent</translation>
    </message>
    <message>
        <source>Next &amp;remarkable exchange</source>
        <extracomment>an exchange in which something did not go as it should</extracomment>
        <translation>Échange re&amp;marquable suivant</translation>
    </message>
    <message>
        <source>Previous remar&amp;kable exchange</source>
        <translation>Échange remar&amp;quable précédent</translation>
    </message>
    <message>
        <source>Whole &amp;capture</source>
        <translation>Toute l&amp;a capture</translation>
    </message>
    <message>
        <source>&amp;Message of the packet, over all its hops</source>
        <translation>Message du paq&amp;uet, sur tous ses sauts</translation>
    </message>
    <message>
        <source>&amp;Exchange of the packet alone</source>
        <translation>É&amp;change du paquet seul</translation>
    </message>
    <message>
        <source>&amp;Session of the packet</source>
        <translation>Sess&amp;ion du paquet</translation>
    </message>
    <message>
        <source>C&amp;onnection of the packet</source>
        <translation>C&amp;onnexion du paquet</translation>
    </message>
    <message>
        <source>&amp;Topic…</source>
        <extracomment>messages whose topic a filter matches</extracomment>
        <translation>&amp;Topic…</translation>
    </message>
    <message>
        <source>&amp;Frames from … to …</source>
        <translation>Trames &amp;de … à …</translation>
    </message>
    <message>
        <source>One step per ro&amp;w</source>
        <translation>U&amp;ne étape par ligne</translation>
    </message>
    <message>
        <source>To sca&amp;le</source>
        <extracomment>distances tell time</extracomment>
        <translation>À l’éche&amp;lle du temps</translation>
    </message>
    <message>
        <source>TCP se&amp;gments</source>
        <translation>Se&amp;gments TCP</translation>
    </message>
    <message>
        <source>Story and legen&amp;d</source>
        <extracomment>the column beside the ladder</extracomment>
        <translation>&amp;Histoire et légende</translation>
    </message>
    <message>
        <source>E&amp;xport the ladder…</source>
        <translation>E&amp;xporter l’échelle…</translation>
    </message>
    <message>
        <source>Print the l&amp;adder…</source>
        <translation>Imprimer l’éch&amp;elle…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderAside</name>
    <message>
        <source>Close the legend</source>
        <translation>Fermer la légende</translation>
    </message>
    <message>
        <source>Open the legend</source>
        <translation>Ouvrir la légende</translation>
    </message>
    <message>
        <source>Beside the ladder</source>
        <translation>À côté de l’échelle</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>What may come next</source>
        <translation>Ce qui peut venir ensuite</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderBar</name>
    <message>
        <source>at my key</source>
        <extracomment>playing waits until somebody presses the key</extracomment>
        <translation>à ma touche</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>seconds for each step, with their unit</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>&amp;Show all</source>
        <translation>&amp;Tout montrer</translation>
    </message>
    <message>
        <source>&amp;Usual order</source>
        <extracomment>of the lanes of a ladder; all are shown then</extracomment>
        <translation>Ordre &amp;habituel</translation>
    </message>
    <message>
        <source>Part of the capture that is shown: %1</source>
        <translation>Partie de la capture qui est montrée&#x202f;: %1</translation>
    </message>
    <message>
        <source>Which part of the capture is shown: %1</source>
        <translation>Quelle partie de la capture est montrée&#x202f;: %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Jouer</translation>
    </message>
    <message>
        <source>Speed of playing: %1</source>
        <translation>Vitesse de lecture&#x202f;: %1</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Lignes de vie</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln hidden)</source>
        <extracomment>&quot;Lanes&quot;, and how many are not shown</extracomment>
        <translation>
            <numerusform>%1 (%Ln cachée)</numerusform>
            <numerusform>%1 (%Ln cachées)</numerusform>
        </translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Tout déplier</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Tout replier</translation>
    </message>
    <message>
        <source>Unfold all exchanges</source>
        <translation>Déplier tous les échanges</translation>
    </message>
    <message>
        <source>Fold all exchanges</source>
        <translation>Replier tous les échanges</translation>
    </message>
    <message>
        <source>Find an exchange</source>
        <translation>Chercher un échange</translation>
    </message>
    <message>
        <source>How long each step stays</source>
        <translation>Combien de temps reste chaque étape</translation>
    </message>
    <message>
        <source>TCP segments</source>
        <translation>Segments TCP</translation>
    </message>
    <message>
        <source>Draw the segments and acknowledgements of TCP too: a TCP ACK is no PUBACK</source>
        <translation>Dessiner aussi les segments et acquittements de TCP&#x202f;: un ACK de TCP n’est pas un PUBACK</translation>
    </message>
    <message>
        <source>Which lanes are shown, and in which order</source>
        <translation>Quelles lignes de vie sont montrées, et dans quel ordre</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderEmpty</name>
    <message>
        <source>Show the whole capture</source>
        <translation>Montrer toute la capture</translation>
    </message>
    <message>
        <source>There is no capture</source>
        <translation>Il n’y a pas de capture</translation>
    </message>
    <message>
        <source>Ladders show who sent what to whom, and what was kept at each end.</source>
        <translation>Les échelles montrent qui a envoyé quoi à qui, et ce que gardait chaque côté.</translation>
    </message>
    <message>
        <source>The exchanges are being put together</source>
        <translation>Les échanges sont en train d’être réunis</translation>
    </message>
    <message>
        <source>Each packet is looked at once.</source>
        <translation>Chaque paquet est regardé une fois.</translation>
    </message>
    <message>
        <source>There is no packet of MQTT in this capture</source>
        <translation>Il n’y a pas de paquet MQTT dans cette capture</translation>
    </message>
    <message>
        <source>No packet of MQTT has come yet</source>
        <translation>Aucun paquet MQTT n’est encore venu</translation>
    </message>
    <message>
        <source>Nothing to show here</source>
        <translation>Rien à montrer ici</translation>
    </message>
    <message>
        <source>No message of this capture has a topic that the filter matches.</source>
        <translation>Aucun message de cette capture n’a de topic qui corresponde au filtre.</translation>
    </message>
    <message>
        <source>No packet of MQTT lies between these two frames.</source>
        <translation>Il n’y a pas de paquet MQTT entre ces deux trames.</translation>
    </message>
    <message>
        <source>The capture has no exchange of this kind.</source>
        <translation>La capture n’a pas d’échange de ce genre.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderExport</name>
    <message>
        <source>This is the capture that is open: choose another name.</source>
        <translation>C’est la capture ouverte&#x202f;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Enregistrement de %1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Enregistré&#x202f;: %1</translation>
    </message>
    <message>
        <source>The printer takes nothing.</source>
        <translation>L’imprimante n’accepte rien.</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Impression</translation>
    </message>
    <message>
        <source>The ladder was handed to the printer.</source>
        <translation>L’échelle a été remise à l’imprimante.</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>Annulé&#x202f;: rien n’a été écrit.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderExportDialog</name>
    <message>
        <source>Export the ladder</source>
        <translation>Exporter l’échelle</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>the current s&amp;tory</source>
        <extracomment>%1: title of a story</extracomment>
        <translation>l’his&amp;toire actuelle</translation>
    </message>
    <message>
        <source>the current s&amp;tory: %1</source>
        <translation>l’his&amp;toire actuelle&#x202f;: %1</translation>
    </message>
    <message>
        <source>&amp;as it is shown, folded and unfolded (stories: %1)</source>
        <extracomment>%1: how many</extracomment>
        <translation>&amp;comme elle est affichée, repliée et dépliée (histoires&#x202f;: %1)</translation>
    </message>
    <message>
        <source>every story &amp;unfolded</source>
        <translation>toutes les histoires &amp;dépliées</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>in &amp;colour, on white</source>
        <translation>en co&amp;uleurs, sur blanc</translation>
    </message>
    <message>
        <source>in b&amp;lack and white</source>
        <translation>en &amp;noir et blanc</translation>
    </message>
    <message>
        <source>&amp;with what happened, in numbered sentences</source>
        <translation>a&amp;vec ce qui s’est passé, en phrases numérotées</translation>
    </message>
    <message>
        <source>PDF: pages of A4</source>
        <translation>PDF&#x202f;: des pages A4</translation>
    </message>
    <message>
        <source>SVG: a drawing that can be changed</source>
        <translation>SVG&#x202f;: un dessin modifiable</translation>
    </message>
    <message>
        <source>PNG: a picture</source>
        <translation>PNG&#x202f;: une image</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Parcourir…</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>F&amp;ormat&#x202f;:</translation>
    </message>
    <message>
        <source>F&amp;ile:</source>
        <translation>F&amp;ichier&#x202f;:</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>Imp&amp;rimer…</translation>
    </message>
    <message>
        <source>ladder</source>
        <extracomment>end of the name of a file: capture-ladder.pdf</extracomment>
        <translation>echelle</translation>
    </message>
    <message>
        <source>This format (*.%1)</source>
        <translation>Ce format (*.%1)</translation>
    </message>
    <message>
        <source>Into which file?</source>
        <translation>Dans quel fichier&#x202f;?</translation>
    </message>
    <message>
        <source>This is the capture that is open: choose another name.</source>
        <translation>C’est la capture ouverte&#x202f;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>This file is there already: it will be replaced.</source>
        <translation>Ce fichier existe déjà&#x202f;: il sera remplacé.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderFindBar</name>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>No exchange of this ladder has it.</source>
        <translation>Aucun échange de cette échelle ne l’a.</translation>
    </message>
    <message>
        <source>%1 of %2 exchanges</source>
        <extracomment>%1 which exchange, %2 how many</extracomment>
        <translation>%1 sur %2 échanges</translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln échange</numerusform>
            <numerusform>%Ln échanges</numerusform>
        </translation>
    </message>
    <message>
        <source>Topic, client, identifier or frame</source>
        <translation>Topic, client, identifiant ou trame</translation>
    </message>
    <message>
        <source>What to find among the exchanges</source>
        <translation>Que chercher parmi les échanges</translation>
    </message>
    <message>
        <source>Previous exchange that has it (Shift+F3)</source>
        <translation>Échange précédent qui l’a (Maj+F3)</translation>
    </message>
    <message>
        <source>Next exchange that has it (F3)</source>
        <translation>Échange suivant qui l’a (F3)</translation>
    </message>
    <message>
        <source>Close the bar (Esc)</source>
        <translation>Fermer la barre (Échap)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderLegend</name>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>All signs</source>
        <translation>Tous les signes</translation>
    </message>
    <message>
        <source>Show also the signs that this exchange does not have</source>
        <translation>Montrer aussi les signes absents de cet échange</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderNarration</name>
    <message>
        <source>Step %1 of %2</source>
        <extracomment>of the rows of an exchange that is played</extracomment>
        <translation>Étape %1 sur %2</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderNext</name>
    <message>
        <source>Nothing of this exchange is shown.</source>
        <translation>Rien de cet échange n’est montré.</translation>
    </message>
    <message>
        <source>Choose a packet: here you read what the standard lets come after it.</source>
        <translation>Choisissez un paquet&#x202f;: on lit ici ce que la norme laisse venir après lui.</translation>
    </message>
    <message>
        <source>At the end of what was captured:</source>
        <translation>À la fin de ce qui a été capturé&#x202f;:</translation>
    </message>
    <message>
        <source>After %1, frame %2:</source>
        <translation>Après %1, trame %2&#x202f;:</translation>
    </message>
    <message>
        <source>%1:</source>
        <extracomment>something that happened, as &quot;Connection cut&quot;</extracomment>
        <translation>%1&#x202f;:</translation>
    </message>
    <message>
        <source>%1, frame %2:</source>
        <translation>%1, trame %2&#x202f;:</translation>
    </message>
    <message>
        <source>What may come next</source>
        <translation>Ce qui peut venir ensuite</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderPage</name>
    <message>
        <source>The selected packet is not in this ladder.</source>
        <translation>Le paquet choisi n’est pas dans cette échelle.</translation>
    </message>
    <message>
        <source>Show its message</source>
        <translation>Montrer son message</translation>
    </message>
    <message numerus="yes">
        <source>%Ln exchange(s)</source>
        <translation>
            <numerusform>%Ln échange</numerusform>
            <numerusform>%Ln échanges</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; or &lt;b&gt;Esc&lt;/b&gt;: leave · &lt;b&gt;%2&lt;/b&gt;, &lt;b&gt;%3&lt;/b&gt;: packets · &lt;b&gt;%4&lt;/b&gt;: play · &lt;b&gt;%5&lt;/b&gt;, &lt;b&gt;%6&lt;/b&gt;: exchanges</source>
        <extracomment>%1 to %6: keys</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; ou &lt;b&gt;Échap&lt;/b&gt;&#x202f;: quitter · &lt;b&gt;%2&lt;/b&gt;, &lt;b&gt;%3&lt;/b&gt;&#x202f;: paquets · &lt;b&gt;%4&lt;/b&gt;&#x202f;: jouer · &lt;b&gt;%5&lt;/b&gt;, &lt;b&gt;%6&lt;/b&gt;&#x202f;: échanges</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>Ladder or its story</source>
        <translation>L’échelle ou son histoire</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderPanel</name>
    <message>
        <source>Open a capture: the ladder of the selected packet is shown here.</source>
        <translation>Ouvrez une capture&#x202f;: l’échelle du paquet choisi s’affiche ici.</translation>
    </message>
    <message>
        <source>The selected frame ends no packet of MQTT: it has no ladder.</source>
        <translation>La trame choisie ne termine aucun paquet MQTT&#x202f;: elle n’a pas d’échelle.</translation>
    </message>
    <message>
        <source>Select a packet: its ladder is shown here.</source>
        <translation>Choisissez un paquet&#x202f;: son échelle s’affiche ici.</translation>
    </message>
    <message>
        <source>Reading the packets…</source>
        <translation>Lecture des paquets…</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Show larger</source>
        <extracomment>of a ladder</extracomment>
        <translation>En plus grand</translation>
    </message>
    <message>
        <source>The same ladder with its story, in the whole window</source>
        <translation>La même échelle avec son histoire, dans toute la fenêtre</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderScopeRow</name>
    <message>
        <source>Two numbers of frames, 1 to %1</source>
        <translation>Deux numéros de trames, de 1 à %1</translation>
    </message>
    <message>
        <source>The last frame comes before the first.</source>
        <translation>La dernière trame vient avant la première.</translation>
    </message>
    <message>
        <source>Topic Filter</source>
        <translation>Filtre de topics</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>sensors/+/level</source>
        <translation>capteurs/+/niveau</translation>
    </message>
    <message>
        <source>Topic Filter of the messages that are shown</source>
        <translation>Filtre de topics des messages montrés</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Première trame</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Dernière trame</translation>
    </message>
    <message>
        <source>to</source>
        <extracomment>from one frame to another</extracomment>
        <translation>à</translation>
    </message>
    <message>
        <source>As in the list</source>
        <translation>Comme dans la liste</translation>
    </message>
    <message>
        <source>From the first frame that the list shows to the last: the display filter chooses them</source>
        <translation>De la première trame que montre la liste à la dernière&#x202f;: le filtre d’affichage les choisit</translation>
    </message>
    <message>
        <source>Close the row (Esc)</source>
        <translation>Fermer la ligne (Échap)</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderSentence</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>the current row of the ladder</source>
        <translation>la ligne courante de l’échelle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderStory</name>
    <message>
        <source>The ladders are being made…</source>
        <translation>Les échelles sont en préparation…</translation>
    </message>
    <message>
        <source>There is nothing to tell about these packets.</source>
        <translation>Il n’y a rien à raconter de ces paquets.</translation>
    </message>
    <message>
        <source>Choose an exchange: here you read what happened in it.</source>
        <translation>Choisissez un échange&#x202f;: on lit ici ce qui s’y est passé.</translation>
    </message>
    <message>
        <source>No capture is open.</source>
        <translation>Aucune capture n’est ouverte.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LadderView</name>
    <message>
        <source>Reading the packets…</source>
        <translation>Lecture des paquets…</translation>
    </message>
    <message>
        <source>No exchange here.</source>
        <translation>Aucun échange ici.</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Échelle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LayerStrip</name>
    <message>
        <source>Layers of the frame</source>
        <translation>Couches de la trame</translation>
    </message>
    <message>
        <source>%1, %2 of %3 bytes</source>
        <extracomment>a layer: %1 its name, %2 of %3 bytes</extracomment>
        <translation>%1, %2 octets sur %3</translation>
    </message>
    <message>
        <source>%1, OSI layer %2, TCP/IP: %3</source>
        <extracomment>%1 a layer and its size, %2 its number and name in OSI, %3 its name in TCP/IP</extracomment>
        <translation>%1, couche OSI %2, TCP/IP&#x202f;: %3</translation>
    </message>
    <message>
        <source>%1 · %2 B</source>
        <extracomment>a layer&apos;s name and how many bytes it has, in little room</extracomment>
        <translation>%1 · %2&#xa0;o</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LimitRow</name>
    <message>
        <source>Unit: %1</source>
        <translation>Unité&#x202f;: %1</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>seconds</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <extracomment>minutes</extracomment>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <extracomment>hours</extracomment>
        <translation>h</translation>
    </message>
    <message>
        <source>kB</source>
        <extracomment>1000 bytes</extracomment>
        <translation>ko</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>trames</translation>
    </message>
    <message>
        <source>files</source>
        <translation>fichiers</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LiveFigures</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln trame</numerusform>
            <numerusform>%Ln trames</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>frames a second</extracomment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>drops are counted at the end</source>
        <extracomment>frames that were dropped: dumpcap says their number at the end</extracomment>
        <translation>pertes comptées à la fin</translation>
    </message>
    <message numerus="yes">
        <source>%Ln dropped</source>
        <translation>
            <numerusform>%Ln perdue</numerusform>
            <numerusform>%Ln perdues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <translation>
            <numerusform>%1&#x202f;: %Ln trame</numerusform>
            <numerusform>%1&#x202f;: %Ln trames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost by the interface itself</source>
        <translation>
            <numerusform>%Ln perdue par l’interface elle-même</numerusform>
            <numerusform>%Ln perdues par l’interface elle-même</numerusform>
        </translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>arrêt en cours…</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 a disparu</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::LiveSession</name>
    <message>
        <source>standard input</source>
        <translation>l’entrée standard</translation>
    </message>
    <message>
        <source>built-in broker</source>
        <translation>broker intégré</translation>
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
        <source>Pro&amp;jector mode</source>
        <translation>Mode pro&amp;jecteur</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Réinitialiser la disposition</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Guide</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Touches</translation>
    </message>
    <message>
        <source>&amp;Save the comments</source>
        <translation>&amp;Enregistrer les commentaires</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>F&amp;ind…</source>
        <translation>Rec&amp;hercher…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Rechercher le &amp;suivant</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Rechercher le précéde&amp;nt</translation>
    </message>
    <message>
        <source>Ne&amp;xt marked frame</source>
        <translation>Trame marquée sui&amp;vante</translation>
    </message>
    <message>
        <source>Pre&amp;vious marked frame</source>
        <translation>Trame marquée précé&amp;dente</translation>
    </message>
    <message>
        <source>Unmark a&amp;ll frames</source>
        <translation>Retirer &amp;toutes les marques</translation>
    </message>
    <message>
        <source>C&amp;omment…</source>
        <translation>Comm&amp;entaire…</translation>
    </message>
    <message>
        <source>Seconds since the &amp;first frame</source>
        <translation>Secondes depuis la p&amp;remière trame</translation>
    </message>
    <message>
        <source>Seconds since the &amp;previous frame shown</source>
        <translation>Secondes depuis la trame affichée &amp;précédente</translation>
    </message>
    <message>
        <source>Seconds since the &amp;reference frame</source>
        <translation>Secondes depuis la trame de ré&amp;férence</translation>
    </message>
    <message>
        <source>&amp;Time of day</source>
        <translation>&amp;Heure</translation>
    </message>
    <message>
        <source>&amp;Date and time</source>
        <translation>&amp;Date et heure</translation>
    </message>
    <message>
        <source>&amp;Seconds since 1970</source>
        <translation>&amp;Secondes depuis 1970</translation>
    </message>
    <message>
        <source>Next packet of the &amp;exchange</source>
        <translation>Paquet suivant de l’é&amp;change</translation>
    </message>
    <message>
        <source>Previous packet of the e&amp;xchange</source>
        <translation>Paquet précédent de l’éc&amp;hange</translation>
    </message>
    <message>
        <source>Next packet of the &amp;session</source>
        <translation>Paquet suivant de la sessi&amp;on</translation>
    </message>
    <message>
        <source>Previous packet of the sess&amp;ion</source>
        <translation>Paquet précédent de la sess&amp;ion</translation>
    </message>
    <message>
        <source>Next packet of the &amp;topic</source>
        <translation>Paquet suivant du &amp;topic</translation>
    </message>
    <message>
        <source>Previous packet of the t&amp;opic</source>
        <translation>Paquet précédent d&amp;u topic</translation>
    </message>
    <message>
        <source>Same message over the other &amp;hop</source>
        <translation>&amp;Même message sur l’autre saut</translation>
    </message>
    <message>
        <source>Un&amp;mark frame</source>
        <translation>Retirer la &amp;marque</translation>
    </message>
    <message>
        <source>&amp;Mark frame</source>
        <translation>&amp;Marquer la trame</translation>
    </message>
    <message>
        <source>&amp;Count times from the first frame again</source>
        <translation>&amp;Compter de nouveau depuis la première trame</translation>
    </message>
    <message>
        <source>&amp;Count times from this frame</source>
        <translation>&amp;Compter les temps depuis cette trame</translation>
    </message>
    <message>
        <source>La&amp;yers of the frame</source>
        <translation>Cou&amp;ches de la trame</translation>
    </message>
    <message>
        <source>OSI layers 5, 6 and 7 ap&amp;art</source>
        <translation>Couches OSI 5, 6 et 7 séparées</translation>
    </message>
    <message>
        <source>&amp;Write a filter</source>
        <translation>Écrire &amp;un filtre</translation>
    </message>
    <message>
        <source>Filter by the &amp;selected field</source>
        <translation>Filtrer par le champ sélect&amp;ionné</translation>
    </message>
    <message>
        <source>Cl&amp;ear the filter</source>
        <translation>Effacer le filtre</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Enregistrer &amp;sous…</translation>
    </message>
    <message>
        <source>Export &amp;frames…</source>
        <translation>Exporter des &amp;trames…</translation>
    </message>
    <message>
        <source>Export &amp;dissections…</source>
        <translation>Exporter les &amp;dissections…</translation>
    </message>
    <message>
        <source>&amp;Print the packet…</source>
        <translation>&amp;Imprimer le paquet…</translation>
    </message>
    <message>
        <source>Expor&amp;t the packet as PDF…</source>
        <translation>Exporter le paq&amp;uet en PDF…</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>&amp;Analyse</translation>
    </message>
    <message>
        <source>&amp;Step by step</source>
        <translation>&amp;Pas à pas</translation>
    </message>
    <message>
        <source>Previous &amp;MQTT packet</source>
        <translation>Paquet MQTT précéde&amp;nt</translation>
    </message>
    <message>
        <source>Next M&amp;QTT packet</source>
        <translation>Paquet M&amp;QTT suivant</translation>
    </message>
    <message>
        <source>&amp;Illustrated packet…</source>
        <translation>Paquet i&amp;llustré…</translation>
    </message>
    <message>
        <source>Gl&amp;ossary</source>
        <translation>Gl&amp;ossaire</translation>
    </message>
    <message>
        <source>Show the la&amp;dder of the packet</source>
        <translation>A&amp;fficher l’échelle du paquet</translation>
    </message>
    <message>
        <source>Pl&amp;ay</source>
        <translation>&amp;Jouer</translation>
    </message>
    <message>
        <source>&amp;QoS</source>
        <extracomment>the ladders of the exchanges</extracomment>
        <translation>&amp;QoS</translation>
    </message>
    <message>
        <source>Unfold all &amp;exchanges</source>
        <translation>&amp;Déplier tous les échanges</translation>
    </message>
    <message>
        <source>Fold all ex&amp;changes</source>
        <translation>&amp;Replier tous les échanges</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Recommencer</translation>
    </message>
    <message>
        <source>&amp;Options…</source>
        <translation>&amp;Options…</translation>
    </message>
    <message>
        <source>Sa&amp;ve the capture…</source>
        <translation>&amp;Enregistrer la capture…</translation>
    </message>
    <message>
        <source>&amp;Discard the capture…</source>
        <translation>Aba&amp;ndonner la capture…</translation>
    </message>
    <message>
        <source>Re&amp;cover captures…</source>
        <translation>Ré&amp;cupérer des captures…</translation>
    </message>
    <message>
        <source>Who &amp;may capture…</source>
        <translation>Qui &amp;peut capturer…</translation>
    </message>
    <message>
        <source>&amp;What can I see from here?</source>
        <translation>&amp;Que voit-on d’ici&#x202f;?</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>&amp;Save the capture…</source>
        <translation>&amp;Enregistrer la capture…</translation>
    </message>
    <message>
        <source>&amp;New client</source>
        <translation>&amp;Nouveau client</translation>
    </message>
    <message>
        <source>&amp;Open a lab…</source>
        <translation>&amp;Ouvrir un labo…</translation>
    </message>
    <message>
        <source>Save the &amp;lab…</source>
        <translation>Enregistrer le &amp;labo…</translation>
    </message>
    <message>
        <source>&amp;Lab</source>
        <extracomment>the built-in broker and its clients</extracomment>
        <translation>&amp;Labo</translation>
    </message>
    <message>
        <source>S&amp;top the broker</source>
        <translation>A&amp;rrêter le broker</translation>
    </message>
    <message>
        <source>&amp;Start the broker</source>
        <translation>&amp;Démarrer le broker</translation>
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
        <source>Captures (*.pcap *.pcapng *.cap *.dmp *.gz *.zst);;All files (*)</source>
        <translation>Captures (*.pcap *.pcapng *.cap *.dmp *.gz *.zst);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Panneaux</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; or &lt;b&gt;Esc&lt;/b&gt;: leave · &lt;b&gt;%2&lt;/b&gt;, &lt;b&gt;%3&lt;/b&gt;: frames · &lt;b&gt;%4&lt;/b&gt;, &lt;b&gt;%5&lt;/b&gt;: larger, smaller</source>
        <extracomment>%1 to %5: keys</extracomment>
        <translation>&lt;b&gt;%1&lt;/b&gt; ou &lt;b&gt;Échap&lt;/b&gt;&#x202f;: quitter · &lt;b&gt;%2&lt;/b&gt;, &lt;b&gt;%3&lt;/b&gt;&#x202f;: trames · &lt;b&gt;%4&lt;/b&gt;, &lt;b&gt;%5&lt;/b&gt;&#x202f;: plus grand, plus petit</translation>
    </message>
    <message>
        <source>The file has become longer since it was opened.</source>
        <translation>Le fichier s’est allongé depuis son ouverture.</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>Lire la suite</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>C&amp;olonnes</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>Te&amp;mps</translation>
    </message>
    <message>
        <source>Re&amp;lated frames</source>
        <extracomment>what belongs to the same exchange, session or topic</extracomment>
        <translation>Trames &amp;liées</translation>
    </message>
    <message>
        <source>There is no later one.</source>
        <translation>Il n’y en a pas après celle-ci.</translation>
    </message>
    <message>
        <source>There is no earlier one.</source>
        <translation>Il n’y en a pas avant celle-ci.</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Comment on frame %1:</source>
        <translation>Commentaire de la trame %1&#x202f;:</translation>
    </message>
    <message>
        <source>Comment on frame %1; without a text it is removed:</source>
        <translation>Commentaire de la trame %1&#x202f;; sans texte, il est retiré&#x202f;:</translation>
    </message>
    <message>
        <source>Save the comments in a capture</source>
        <translation>Enregistrer les commentaires dans une capture</translation>
    </message>
    <message>
        <source>pcapng captures (*.pcapng)</source>
        <translation>Captures pcapng (*.pcapng)</translation>
    </message>
    <message>
        <source>Comments that the file has no room for: %1. They stand on frames without a time.</source>
        <translation>Commentaires que le fichier ne peut pas contenir&#x202f;: %1. Ils portent sur des trames sans heure.</translation>
    </message>
    <message>
        <source>The comments are saved in %1.</source>
        <translation>Les commentaires sont enregistrés dans %1.</translation>
    </message>
    <message>
        <source>Unsaved comments</source>
        <translation>Commentaires non enregistrés</translation>
    </message>
    <message>
        <source>The comments on %1 are not saved.</source>
        <translation>Les commentaires de %1 ne sont pas enregistrés.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explication</translation>
    </message>
    <message>
        <source>Copy &amp;as</source>
        <translation>Co&amp;pier comme</translation>
    </message>
    <message>
        <source>The &amp;message</source>
        <translation>Le &amp;message</translation>
    </message>
    <message>
        <source>The f&amp;rame</source>
        <translation>La t&amp;rame</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Texte</translation>
    </message>
    <message>
        <source>&amp;Hexadecimal</source>
        <translation>&amp;Hexadécimal</translation>
    </message>
    <message>
        <source>Array in &amp;C</source>
        <translation>Tableau &amp;C</translation>
    </message>
    <message>
        <source>Bytes in &amp;Python</source>
        <translation>Octets &amp;Python</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtre</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Valeur</translation>
    </message>
    <message>
        <source>Field &amp;name</source>
        <translation>&amp;Nom du champ</translation>
    </message>
    <message>
        <source>S&amp;ort the frames</source>
        <translation>Tr&amp;ier les trames</translation>
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
    <message>
        <source>The printer takes nothing.</source>
        <translation>L’imprimante n’accepte rien.</translation>
    </message>
    <message>
        <source>This is the capture that is open: choose another name.</source>
        <translation>C’est la capture ouverte&#x202f;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The page cannot be painted.</source>
        <translation>La page ne peut pas être dessinée.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Enregistré&#x202f;: %1</translation>
    </message>
    <message>
        <source>Export the packet as PDF</source>
        <translation>Exporter le paquet en PDF</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Documents PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Step b&amp;y step</source>
        <translation>A&amp;vancer pas à pas</translation>
    </message>
    <message>
        <source>Perspecti&amp;ve</source>
        <translation>Perspecti&amp;ve</translation>
    </message>
    <message>
        <source>Illustrated packet: frame %1</source>
        <translation>Paquet illustré&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>Ladder of the ex&amp;changes</source>
        <translation>Échelle des échan&amp;ges</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>&amp;Capture</translation>
    </message>
    <message>
        <source>Capture o&amp;n</source>
        <extracomment>followed by the interfaces</extracomment>
        <translation>Capturer s&amp;ur</translation>
    </message>
    <message>
        <source>Unsaved capture</source>
        <translation>Capture non enregistrée</translation>
    </message>
    <message>
        <source>The capture on %1 is running, and it is not saved.</source>
        <translation>La capture sur %1 est en cours et n’est pas enregistrée.</translation>
    </message>
    <message>
        <source>The capture on %1 is not saved.</source>
        <translation>La capture sur %1 n’est pas enregistrée.</translation>
    </message>
    <message>
        <source>Frames: %1.</source>
        <translation>Trames&#x202f;: %1.</translation>
    </message>
    <message>
        <source>It will be stopped.</source>
        <translation>Elle sera arrêtée.</translation>
    </message>
    <message>
        <source>Discard the capture</source>
        <translation>Abandonner la capture</translation>
    </message>
    <message>
        <source>The capture on %1 will be deleted.</source>
        <translation>La capture sur %1 sera supprimée.</translation>
    </message>
    <message>
        <source>Save the capture</source>
        <translation>Enregistrer la capture</translation>
    </message>
    <message>
        <source>Captures (*.%1);;All files (*)</source>
        <translation>Captures (*.%1);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Enregistrement de %1</translation>
    </message>
    <message>
        <source>The capture is saved in %1.</source>
        <translation>La capture est enregistrée dans %1.</translation>
    </message>
    <message>
        <source>This capture was recovered. It is not saved yet.</source>
        <translation>Cette capture a été récupérée. Elle n’est pas encore enregistrée.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Who may capture…</source>
        <translation>Qui peut capturer…</translation>
    </message>
    <message>
        <source>Capture options…</source>
        <translation>Options de capture…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s), %1</source>
        <extracomment>%1 &quot;lo&quot;, %2 date and time</extracomment>
        <translation>
            <numerusform>%Ln trame, %1</numerusform>
            <numerusform>%Ln trames, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) on %1, %2</source>
        <translation>
            <numerusform>%Ln trame sur %1, %2</numerusform>
            <numerusform>%Ln trames sur %1, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>A capture was cut off or not saved: %1.</source>
        <extracomment>%1 &quot;1,284 frames on lo, 27/11/2026 00:30&quot;</extracomment>
        <translation>Une capture a été interrompue ou n’a pas été enregistrée&#x202f;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln capture(s) were cut off or not saved; the last one: %1.</source>
        <translation>
            <numerusform>%Ln capture a été interrompue ou n’a pas été enregistrée&#x202f;: %1.</numerusform>
            <numerusform>%Ln captures ont été interrompues ou n’ont pas été enregistrées&#x202f;; la dernière&#x202f;: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recover…</source>
        <translation>Récupérer…</translation>
    </message>
    <message>
        <source>There is no capture to recover.</source>
        <translation>Il n’y a aucune capture à récupérer.</translation>
    </message>
    <message>
        <source>The capture is long: the list begins anew with part %1. The frames before it are kept, and will be saved with the others.</source>
        <translation>La capture est longue&#x202f;: la liste recommence avec la partie %1. Les trames précédentes sont gardées et seront enregistrées avec les autres.</translation>
    </message>
    <message>
        <source>Part %1 of %2 is shown.</source>
        <translation>La partie %1 sur %2 est affichée.</translation>
    </message>
    <message>
        <source>Show part %1</source>
        <translation>Afficher la partie %1</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>A&amp;bandonner</translation>
    </message>
    <message>
        <source>&amp;Broker</source>
        <translation>&amp;Broker</translation>
    </message>
    <message>
        <source>Save the frames so far</source>
        <translation>Enregistrer les trames déjà passées</translation>
    </message>
    <message>
        <source>pcapng captures (*.pcapng);;All files (*)</source>
        <translation>Captures pcapng (*.pcapng);;Tous les fichiers (*)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) are saved in %1; the broker runs on.</source>
        <extracomment>%1 the name of a file</extracomment>
        <translation>
            <numerusform>%Ln trame enregistrée dans %1&#x202f;; le broker continue.</numerusform>
            <numerusform>%Ln trames enregistrées dans %1&#x202f;; le broker continue.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a lab</source>
        <translation>Ouvrir un labo</translation>
    </message>
    <message>
        <source>Labs (*.mqttlab);;All files (*)</source>
        <translation>Labos (*.mqttlab);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The lab %1 is set up: start the broker.</source>
        <translation>Le labo %1 est prêt&#x202f;: démarrez le broker.</translation>
    </message>
    <message>
        <source>Save the lab</source>
        <translation>Enregistrer le labo</translation>
    </message>
    <message>
        <source>Should the users and their passwords be saved too?</source>
        <translation>Enregistrer aussi les utilisateurs et leurs mots de passe&#x202f;?</translation>
    </message>
    <message>
        <source>Everybody who gets the file can read them.</source>
        <translation>Tous ceux qui reçoivent le fichier pourront les lire.</translation>
    </message>
    <message>
        <source>The lab is saved in %1.</source>
        <translation>Le labo est enregistré dans %1.</translation>
    </message>
    <message>
        <source>The broker is running, and its capture is not saved.</source>
        <translation>Le broker tourne, et sa capture n’est pas enregistrée.</translation>
    </message>
    <message>
        <source>The capture of the broker is not saved.</source>
        <translation>La capture du broker n’est pas enregistrée.</translation>
    </message>
    <message>
        <source>The capture of the broker will be deleted.</source>
        <translation>La capture du broker sera supprimée.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::MarkerScrollBar</name>
    <message>
        <source>Frame %1 is marked</source>
        <translation>La trame %1 est marquée</translation>
    </message>
    <message>
        <source>Frame %1 is worth a warning</source>
        <translation>La trame %1 mérite un avertissement</translation>
    </message>
    <message>
        <source>Frame %1 breaks a rule</source>
        <translation>La trame %1 enfreint une règle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::NextCard</name>
    <message>
        <source>must</source>
        <extracomment>of a packet that may come next</extracomment>
        <translation>doit</translation>
    </message>
    <message>
        <source>may</source>
        <translation>peut</translation>
    </message>
    <message>
        <source>The standard demands this packet</source>
        <translation>La norme exige ce paquet</translation>
    </message>
    <message>
        <source>The standard allows it</source>
        <translation>La norme le permet</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>clients</comment>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>came: frame %1</source>
        <translation>venu&#x202f;: trame %1</translation>
    </message>
    <message>
        <source>Go to this packet</source>
        <translation>Aller à ce paquet</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>n’est pas venu</translation>
    </message>
    <message numerus="yes">
        <source>%n did not come</source>
        <translation>
            <numerusform>%n n’est pas venu</numerusform>
            <numerusform>%n ne sont pas venus</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 must send %2 to %3.</source>
        <translation>%1 doit envoyer %2 à %3.</translation>
    </message>
    <message>
        <source>%1 may send %2 to %3.</source>
        <translation>%1 peut envoyer %2 à %3.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::OtherComputerRow</name>
    <message>
        <source>Another computer</source>
        <translation>Autre poste</translation>
    </message>
    <message>
        <source>How frames of another computer come here, through ssh, a pipe or a FIFO</source>
        <translation>Comment les trames d’un autre poste arrivent ici, par ssh, un tube ou une FIFO</translation>
    </message>
    <message>
        <source>ssh, a pipe</source>
        <extracomment>ssh is a program; a pipe joins two programs</extracomment>
        <translation>ssh, un tube</translation>
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
    <name>mqttscope::ui::PayloadPanel</name>
    <message>
        <source>Payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>Open a capture: what it holds is summed up here.</source>
        <translation>Ouvrez une capture&#x202f;: son contenu est résumé ici.</translation>
    </message>
    <message>
        <source>Select a PUBLISH: its application message is shown here.</source>
        <translation>Choisissez un PUBLISH&#x202f;: son message applicatif s’affiche ici.</translation>
    </message>
    <message>
        <source>This message is empty: 0 bytes. With RETAIN = 1 that erases the retained message.</source>
        <translation>Ce message est vide&#x202f;: 0 octet. Avec RETAIN = 1, cela efface le message retenu.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Lecture de l’image…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
    <message>
        <source>only %1 of them were captured or read</source>
        <translation>dont %1 seulement ont été capturés ou lus</translation>
    </message>
    <message>
        <source>the sender says: UTF-8 text</source>
        <extracomment>the Payload Format Indicator of MQTT 5</extracomment>
        <translation>l’émetteur annonce&#x202f;: texte UTF-8</translation>
    </message>
    <message>
        <source>the sender says: bytes</source>
        <translation>l’émetteur annonce&#x202f;: octets</translation>
    </message>
    <message>
        <source>but it is not valid UTF-8</source>
        <translation>mais ce n’est pas de l’UTF-8 valide</translation>
    </message>
    <message>
        <source>only the beginning is shown</source>
        <translation>seul le début est affiché</translation>
    </message>
    <message>
        <source>Save the payload</source>
        <translation>Enregistrer la charge utile</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>As its content and the properties of the packet suggest</source>
        <translation>Selon le contenu et les propriétés du paquet</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Hex</source>
        <extracomment>hexadecimal, a short button</extracomment>
        <translation>Hexa</translation>
    </message>
    <message>
        <source>What the base64 text stands for</source>
        <translation>Ce que représente le texte base64</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Values over time</source>
        <translation>Valeurs dans le temps</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::PropertyEditor</name>
    <message>
        <source>Property</source>
        <translation>Propriété</translation>
    </message>
    <message>
        <source>Add a property</source>
        <translation>Ajouter une propriété</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::PropertyRow</name>
    <message>
        <source>How %1 is typed</source>
        <extracomment>how binary data are typed; %1 the name of a property</extracomment>
        <translation>Saisie de %1</translation>
    </message>
    <message>
        <source>Value, %1</source>
        <translation>Valeur, %1</translation>
    </message>
    <message>
        <source>Name, %1</source>
        <translation>Nom, %1</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <extracomment>%1 the name of a property</extracomment>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RecoveryDialog</name>
    <message>
        <source>Recover captures</source>
        <translation>Récupérer des captures</translation>
    </message>
    <message numerus="yes">
        <source>%Ln capture(s) that nobody has saved</source>
        <translation>
            <numerusform>%Ln capture que personne n’a enregistrée</numerusform>
            <numerusform>%Ln captures que personne n’a enregistrées</numerusform>
        </translation>
    </message>
    <message>
        <source>mqttscope ended before they were saved. What had come until then can be read.</source>
        <translation>mqttscope s’est arrêté avant leur enregistrement. Ce qui était venu jusque-là peut être lu.</translation>
    </message>
    <message>
        <source>There may be more: %1 are listed at once, the others when these are gone.</source>
        <translation>Il peut y en avoir d’autres&#x202f;: %1 sont énumérées à la fois, les suivantes quand celles-ci n’y sont plus.</translation>
    </message>
    <message>
        <source>Captures that nobody has saved</source>
        <translation>Captures que personne n’a enregistrées</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>Interfaces</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>Enregistrer &amp;sous…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>S&amp;upprimer…</translation>
    </message>
    <message>
        <source>Delete &amp;all…</source>
        <translation>&amp;Tout supprimer…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Enregistrée sous %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) behind the last whole frame are unusable</source>
        <translation>
            <numerusform>%Ln octet derrière la dernière trame entière est inutilisable</numerusform>
            <numerusform>%Ln octets derrière la dernière trame entière sont inutilisables</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Enregistrer sous</translation>
    </message>
    <message>
        <source>Captures (*.%1)</source>
        <translation>Captures (*.%1)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln capture(s)?</source>
        <translation>
            <numerusform>Supprimer %Ln capture&#x202f;?</numerusform>
            <numerusform>Supprimer %Ln captures&#x202f;?</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 frames will be gone; this cannot be undone.</source>
        <extracomment>%1: how many frames</extracomment>
        <translation>%1 trames seront perdues&#x202f;; cela ne peut pas être annulé.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RightsDialog</name>
    <message>
        <source>Who may capture</source>
        <translation>Qui a le droit de capturer</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Type this in a terminal, once</source>
        <translation>À taper une fois dans un terminal</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>&amp;Tout copier</translation>
    </message>
    <message>
        <source>sudo asks for your password; it works for administrators. In a class room, ask who is in charge of the computers.</source>
        <translation>sudo demande votre mot de passe&#x202f;; il marche pour les administrateurs. En salle de classe, demandez au responsable des postes.</translation>
    </message>
    <message>
        <source>This window looks again every second and says when it works.</source>
        <translation>Cette fenêtre vérifie chaque seconde et dit quand cela marche.</translation>
    </message>
    <message>
        <source>Why this is safe</source>
        <translation>Pourquoi c’est sûr</translation>
    </message>
    <message>
        <source>The right goes to one small program, mqttscope-capture, and not to mqttscope itself. It is the capability cap_net_raw: to open network interfaces, and nothing else. The program gives it up as soon as they are open, before it reads the first frame.</source>
        <translation>Le droit va à un seul petit programme, mqttscope-capture, et non à mqttscope lui-même. C’est la capacité cap_net_raw&#x202f;: ouvrir les interfaces réseau, et rien d’autre. Le programme y renonce dès qu’elles sont ouvertes, avant de lire la première trame.</translation>
    </message>
    <message>
        <source>Without any right</source>
        <translation>Sans aucun droit</translation>
    </message>
    <message>
        <source>The broker of mqttscope writes down all that goes through it.</source>
        <translation>Le broker de mqttscope écrit tout ce qui passe par lui.</translation>
    </message>
    <message>
        <source>&amp;How to start it…</source>
        <translation>&amp;Comment le lancer…</translation>
    </message>
    <message>
        <source>Another computer captures, a Raspberry Pi for example, and its capture comes through ssh.</source>
        <translation>Un autre ordinateur capture, un Raspberry Pi par exemple, et sa capture arrive par ssh.</translation>
    </message>
    <message>
        <source>How to do &amp;that…</source>
        <translation>Comment &amp;procéder…</translation>
    </message>
    <message>
        <source>Somebody else captures and gives you the file: open it like any other.</source>
        <translation>Quelqu’un d’autre capture et vous donne le fichier&#x202f;: ouvrez-le comme un autre.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RuleCard</name>
    <message>
        <source>expected</source>
        <translation>attendu</translation>
    </message>
    <message>
        <source>found</source>
        <translation>trouvé</translation>
    </message>
    <message>
        <source>consequence</source>
        <translation>conséquence</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RuleDelegate</name>
    <message>
        <source>own</source>
        <extracomment>a rule that the standard has no number for: the name is the program&apos;s own</extracomment>
        <translation>maison</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RuleListModel</name>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln erreur</numerusform>
            <numerusform>%Ln erreurs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln avertissement</numerusform>
            <numerusform>%Ln avertissements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln remarque</numerusform>
            <numerusform>%Ln remarques</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln autre, hors de la liste</numerusform>
            <numerusform>%Ln autres, hors de la liste</numerusform>
        </translation>
    </message>
    <message>
        <source>byte %1 of the message</source>
        <extracomment>%1 counts the bytes of an MQTT packet from 1</extracomment>
        <translation>octet %1 du message</translation>
    </message>
    <message>
        <source>byte %1 of the message, byte %2 of the frame</source>
        <extracomment>%1 counts the bytes of an MQTT packet, %2 those of the frame, both from 1</extracomment>
        <translation>octet %1 du message, octet %2 de la trame</translation>
    </message>
    <message>
        <source>nothing seen: the capture shows no answer</source>
        <translation>rien de visible&#x202f;: la capture ne montre aucune réponse</translation>
    </message>
    <message>
        <source>%1 answered with %2 after %3, frame %4</source>
        <extracomment>%1 who, %2 PUBACK, %3 &quot;0.6 ms&quot;, %4 number of a frame</extracomment>
        <translation>%1 a répondu %2 après %3, trame %4</translation>
    </message>
    <message>
        <source>%1 ignored it and went on, with %2 in frame %3</source>
        <extracomment>%1 who, %2 PUBACK, %3 number of a frame</extracomment>
        <translation>%1 n’en a pas tenu compte et a continué, avec %2 à la trame %3</translation>
    </message>
    <message>
        <source>%1 closed the connection %2 later, frame %3</source>
        <extracomment>%1 who, %2 &quot;0.6 ms&quot;, %3 number of a frame</extracomment>
        <translation>%1 a fermé la connexion %2 plus tard, trame %3</translation>
    </message>
    <message>
        <source>%1 reset the connection %2 later, frame %3</source>
        <extracomment>%1 who, %2 &quot;0.6 ms&quot;, %3 number of a frame</extracomment>
        <translation>%1 a réinitialisé la connexion %2 plus tard, trame %3</translation>
    </message>
    <message>
        <source>nothing from %1: the sender itself closed the connection, frame %2</source>
        <extracomment>%1 who, %2 number of a frame</extracomment>
        <translation>rien de la part de %1&#x202f;: l’émetteur a lui-même fermé la connexion, trame %2</translation>
    </message>
    <message>
        <source>%1, then closed the connection, frame %2</source>
        <extracomment>%1 a sentence about an answer, %2 number of a frame</extracomment>
        <translation>%1, puis a fermé la connexion, trame %2</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>trame %1</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>attendu</translation>
    </message>
    <message>
        <source>found</source>
        <translation>trouvé</translation>
    </message>
    <message>
        <source>where</source>
        <translation>où</translation>
    </message>
    <message>
        <source>consequence</source>
        <translation>conséquence</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>observé</translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln fois</numerusform>
            <numerusform>%Ln fois</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::RulesPanel</name>
    <message>
        <source>&amp;Go to the byte</source>
        <translation>&amp;Aller à l’octet</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>&amp;Copier comme texte</translation>
    </message>
    <message>
        <source>Rules of the standard</source>
        <translation>Règles de la norme</translation>
    </message>
    <message>
        <source>There is no MQTT in this capture, so there is no rule to check.</source>
        <translation>Cette capture ne contient pas de MQTT&#x202f;: il n’y a aucune règle à vérifier.</translation>
    </message>
    <message>
        <source>%1 rules checked, %2 kept</source>
        <extracomment>%1 of all rules that can be seen broken, %2 those that nobody broke</extracomment>
        <translation>%1 règles vérifiées, %2 respectées</translation>
    </message>
    <message>
        <source>show or hide these</source>
        <translation>les montrer ou les masquer</translation>
    </message>
    <message>
        <source>Rules of %1 that can be seen broken in a capture. What a client or a broker keeps to itself is not counted.</source>
        <extracomment>%1 &quot;MQTT 3.1.1, MQTT 5.0&quot;</extracomment>
        <translation>Règles de %1 dont une capture peut montrer la violation. Ce qu’un client ou un broker garde pour lui n’est pas compté.</translation>
    </message>
    <message>
        <source>No rule is broken. That was checked, packet by packet and over time.</source>
        <translation>Aucune règle n’est enfreinte. Cela a été vérifié, paquet par paquet et dans le temps.</translation>
    </message>
    <message>
        <source>the broker</source>
        <translation>le broker</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>le client</translation>
    </message>
    <message>
        <source>By rule</source>
        <extracomment>how the findings are listed</extracomment>
        <translation>Par règle</translation>
    </message>
    <message>
        <source>By frame</source>
        <translation>Par trame</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Export the findings</source>
        <translation>Exporter les constats</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>regles</translation>
    </message>
    <message>
        <source>Text (*.txt);;Table for a spreadsheet (*.csv)</source>
        <translation>Texte (*.txt);;Table pour un tableur (*.csv)</translation>
    </message>
    <message>
        <source>own</source>
        <translation>maison</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>trame</translation>
    </message>
    <message>
        <source>level</source>
        <translation>niveau</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>règle</translation>
    </message>
    <message>
        <source>clause</source>
        <translation>clause</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>attendu</translation>
    </message>
    <message>
        <source>found</source>
        <translation>trouvé</translation>
    </message>
    <message>
        <source>where</source>
        <translation>où</translation>
    </message>
    <message>
        <source>consequence</source>
        <translation>conséquence</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>observé</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln autre, hors de la liste</numerusform>
            <numerusform>%Ln autres, hors de la liste</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the &amp;ladder of the packet</source>
        <translation>A&amp;fficher l’échelle du paquet</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::SessionTableModel</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <extracomment>%1 from the client, %2 from the broker</extracomment>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>still open</source>
        <extracomment>a connection that lasts longer than the capture</extracomment>
        <translation>encore ouverte</translation>
    </message>
    <message>
        <source>closed without DISCONNECT</source>
        <translation>fermée sans DISCONNECT</translation>
    </message>
    <message>
        <source>TCP reset</source>
        <translation>réinitialisation TCP</translation>
    </message>
    <message>
        <source>taken over by a new connection</source>
        <translation>reprise par une nouvelle connexion</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 (guessed)</source>
        <extracomment>%1 &quot;MQTT 3.1.1&quot;: no CONNECT says it</extracomment>
        <translation>%1 (supposée)</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>a Keep Alive of 0</extracomment>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln connection(s), frames %2 to %3</source>
        <translation>
            <numerusform>%1, %Ln connexion, trames %2 à %3</numerusform>
            <numerusform>%1, %Ln connexions, trames %2 à %3</numerusform>
        </translation>
    </message>
    <message>
        <source>From the client + from the broker</source>
        <translation>Du client + du broker</translation>
    </message>
    <message>
        <source>Exchanges that did not come to their end in this capture</source>
        <translation>Échanges qui ne se terminent pas dans cette capture</translation>
    </message>
    <message>
        <source>From a packet that wants an answer to the end of its exchange: the middle one</source>
        <translation>Du paquet qui attend une réponse à la fin de l’échange&#x202f;: la médiane</translation>
    </message>
    <message>
        <source>From a packet that wants an answer to the end of its exchange: the longest</source>
        <translation>Du paquet qui attend une réponse à la fin de l’échange&#x202f;: le plus long</translation>
    </message>
    <message>
        <source>Seconds since the first frame</source>
        <translation>Secondes depuis la première trame</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Clean</source>
        <extracomment>Clean Session or Clean Start</extracomment>
        <translation>Vierge</translation>
    </message>
    <message>
        <source>Expires after</source>
        <extracomment>Session Expiry Interval</extracomment>
        <translation>Expire après</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilisateur</translation>
    </message>
    <message>
        <source>Start (s)</source>
        <translation>Début (s)</translation>
    </message>
    <message>
        <source>End (s)</source>
        <translation>Fin (s)</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Comment elle finit</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Aller-retour</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Plus long</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::SessionsPanel</name>
    <message>
        <source>Sessions and clients</source>
        <translation>Sessions et clients</translation>
    </message>
    <message>
        <source>No client speaks MQTT in this capture.</source>
        <translation>Aucun client ne parle MQTT dans cette capture.</translation>
    </message>
    <message>
        <source>&amp;Apply as filter</source>
        <translation>&amp;Appliquer comme filtre</translation>
    </message>
    <message>
        <source>&amp;Prepare as filter</source>
        <translation>&amp;Préparer comme filtre</translation>
    </message>
    <message>
        <source>Go to its &amp;first frame</source>
        <translation>Aller à sa p&amp;remière trame</translation>
    </message>
    <message>
        <source>Copy the &amp;name of the client</source>
        <translation>Copier le &amp;nom du client</translation>
    </message>
    <message>
        <source>Save the conversation</source>
        <translation>Enregistrer la conversation</translation>
    </message>
    <message>
        <source>Text (*.txt);;All files (*)</source>
        <translation>Texte (*.txt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Conversation of %1</source>
        <extracomment>%1 the name of a client</extracomment>
        <translation>Conversation de %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more packet(s), not shown</source>
        <translation>
            <numerusform>%Ln autre paquet, non affiché</numerusform>
            <numerusform>%Ln autres paquets, non affichés</numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Show its &amp;ladder</source>
        <translation>A&amp;fficher son échelle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ShortcutWindow</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Trames</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Haut, Bas</translation>
    </message>
    <message>
        <source>previous, next frame</source>
        <translation>trame précédente, suivante</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Origine, Fin</translation>
    </message>
    <message>
        <source>first, last frame</source>
        <translation>première, dernière trame</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Gauche, Droite</translation>
    </message>
    <message>
        <source>previous, next byte</source>
        <translation>octet précédent, suivant</translation>
    </message>
    <message>
        <source>one line up, down</source>
        <translation>une ligne plus haut, plus bas</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Ctrl+Gauche, Ctrl+Droite</translation>
    </message>
    <message>
        <source>previous, next field</source>
        <translation>champ précédent, suivant</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Maj+Tab</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>leaves the projector mode</source>
        <translation>quitte le mode projecteur</translation>
    </message>
    <message>
        <source>next, previous pane or term</source>
        <translation>volet ou terme suivant, précédent</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>what the term means; once more: the glossary</source>
        <translation>sens du terme&#x202f;; encore une fois&#x202f;: le glossaire</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StatisticsPanel</name>
    <message>
        <source>That is the capture itself: choose another name.</source>
        <translation>C’est la capture elle-même&#x202f;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Enregistré&#x202f;: %1</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Exporter le tableau</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tableaux (*.csv)</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>Dessins (*.svg)</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Images (*.png)</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Exporter le graphique</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Au fil du temps</translation>
    </message>
    <message>
        <source>Packet types</source>
        <translation>Types de paquets</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>Allers-retours</translation>
    </message>
    <message>
        <source>QoS</source>
        <translation>QoS</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Surcoût</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>a button with a menu</extracomment>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Chart as a picture (PNG)…</source>
        <translation>Graphique en image (PNG)…</translation>
    </message>
    <message>
        <source>Chart as a drawing (SVG)…</source>
        <translation>Graphique en dessin (SVG)…</translation>
    </message>
    <message>
        <source>Table (CSV with ; and decimal comma)…</source>
        <translation>Tableau (CSV avec&#x202f;; et virgule décimale)…</translation>
    </message>
    <message>
        <source>Table (CSV with , and decimal point)…</source>
        <translation>Tableau (CSV avec , et point décimal)…</translation>
    </message>
    <message>
        <source>Copy the chart</source>
        <translation>Copier le graphique</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>Copier le tableau</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Comptage</translation>
    </message>
    <message>
        <source>All frames</source>
        <translation>Toutes les trames</translation>
    </message>
    <message>
        <source>Frames of the list</source>
        <translation>Trames de la liste</translation>
    </message>
    <message>
        <source>Frames that count</source>
        <translation>Trames comptées</translation>
    </message>
    <message>
        <source>Automatic interval</source>
        <translation>Intervalle automatique</translation>
    </message>
    <message>
        <source>Per %1</source>
        <translation>Par %1</translation>
    </message>
    <message>
        <source>Time that a column stands for</source>
        <translation>Durée que représente une colonne</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Octets</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>Ce qui est compté</translation>
    </message>
    <message>
        <source>No capture is open.</source>
        <translation>Aucune capture n’est ouverte.</translation>
    </message>
    <message>
        <source>Counting was stopped.</source>
        <translation>Le comptage a été arrêté.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Comptage…</translation>
    </message>
    <message>
        <source>There is no MQTT packet among these frames.</source>
        <translation>Il n’y a aucun paquet MQTT parmi ces trames.</translation>
    </message>
    <message>
        <source>No exchange among these frames was answered.</source>
        <translation>Aucun échange parmi ces trames n’a reçu de réponse.</translation>
    </message>
    <message>
        <source>There is no PUBLISH among these frames.</source>
        <translation>Il n’y a aucun PUBLISH parmi ces trames.</translation>
    </message>
    <message>
        <source>None of these frames belongs to an MQTT connection.</source>
        <translation>Aucune de ces trames n’appartient à une connexion MQTT.</translation>
    </message>
    <message>
        <source>Per %1: a smaller interval would make too many columns.</source>
        <translation>Par %1&#x202f;: un intervalle plus petit ferait trop de colonnes.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s) without a time are left out.</source>
        <translation>
            <numerusform>%Ln paquet sans heure n’est pas compté.</numerusform>
            <numerusform>%Ln paquets sans heure ne sont pas comptés.</numerusform>
        </translation>
    </message>
    <message>
        <source>One column per %1</source>
        <extracomment>columns of the chart. %1: a time</extracomment>
        <translation>Une colonne par %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(ies) whose publication is not in the capture.</source>
        <translation>
            <numerusform>%Ln distribution dont la publication n’est pas dans la capture.</numerusform>
            <numerusform>%Ln distributions dont la publication n’est pas dans la capture.</numerusform>
        </translation>
    </message>
    <message>
        <source>From the opening packet to the last one. Enter on a line: the slowest.</source>
        <translation>Du premier paquet au dernier. Entrée sur une ligne&#x202f;: le plus lent.</translation>
    </message>
    <message>
        <source>%1: %2 % useful payload</source>
        <extracomment>of bytes on the wire. %1 who, %2 percent</extracomment>
        <translation>%1&#x202f;: %2&#x202f;% de charge utile</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Tous les clients</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Recompter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
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
    <message numerus="yes">
        <source>Following the file: %Ln frame(s)</source>
        <extracomment>the file is being written, and the window shows what comes</extracomment>
        <translation>
            <numerusform>Fichier suivi&#x202f;: %Ln trame</numerusform>
            <numerusform>Fichier suivi&#x202f;: %Ln trames</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Wait for no more frames</source>
        <translation>Ne plus attendre de trames</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepActions</name>
    <message>
        <source>Next &amp;byte</source>
        <translation>Octet &amp;suivant</translation>
    </message>
    <message>
        <source>Pre&amp;vious byte</source>
        <translation>Octet &amp;précédent</translation>
    </message>
    <message>
        <source>Next &amp;field</source>
        <translation>&amp;Champ suivant</translation>
    </message>
    <message>
        <source>Previous fi&amp;eld</source>
        <translation>C&amp;hamp précédent</translation>
    </message>
    <message>
        <source>Next p&amp;art of the packet</source>
        <translation>P&amp;artie suivante du paquet</translation>
    </message>
    <message>
        <source>Previous pa&amp;rt of the packet</source>
        <translation>Pa&amp;rtie précédente du paquet</translation>
    </message>
    <message>
        <source>Next b&amp;it</source>
        <translation>&amp;Bit suivant</translation>
    </message>
    <message>
        <source>Previous bi&amp;t</source>
        <translation>B&amp;it précédent</translation>
    </message>
    <message>
        <source>Fir&amp;st byte of the packet</source>
        <translation>Premier &amp;octet du paquet</translation>
    </message>
    <message>
        <source>&amp;Last byte of the packet</source>
        <translation>&amp;Dernier octet du paquet</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepBar</name>
    <message>
        <source>at my key</source>
        <extracomment>the walk waits until somebody presses the key</extracomment>
        <translation>à ma touche</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>seconds for each byte, with their unit</extracomment>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Premier</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Dernier</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Next byte</source>
        <translation>Octet suivant</translation>
    </message>
    <message>
        <source>Field</source>
        <extracomment>the next field, a button</extracomment>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Packet</source>
        <extracomment>the next packet, a button</extracomment>
        <translation>Paquet</translation>
    </message>
    <message>
        <source>leave</source>
        <extracomment>the projector mode</extracomment>
        <translation>quitter</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>Vitesse de lecture</translation>
    </message>
    <message>
        <source>Each press of the key is one byte</source>
        <translation>Chaque appui sur la touche vaut un octet</translation>
    </message>
    <message>
        <source>How long each byte stays</source>
        <translation>Combien de temps reste chaque octet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepBits</name>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Bits of %1, 0x%2</source>
        <extracomment>%1 a field, %2 two hexadecimal digits</extracomment>
        <translation>Bits de %1, 0x%2</translation>
    </message>
    <message>
        <source>D%1 is current; %2</source>
        <extracomment>%1 the number of a bit, %2 what it belongs to</extracomment>
        <translation>D%1 est le bit courant&#x202f;; %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepEmpty</name>
    <message>
        <source>Frame %1 does not end a packet of MQTT</source>
        <translation>Aucun paquet MQTT ne finit dans la trame %1</translation>
    </message>
    <message>
        <source>It carries other bytes: the opening of a connection, an acknowledgement of TCP, or the beginning of a packet that a later frame ends.</source>
        <translation>Elle porte d’autres octets&#x202f;: l’ouverture d’une connexion, un acquittement TCP, ou le début d’un paquet qu’une trame suivante termine.</translation>
    </message>
    <message>
        <source>There is no packet of MQTT in this capture</source>
        <translation>Cette capture ne contient aucun paquet MQTT</translation>
    </message>
    <message>
        <source>No packet of MQTT has come yet</source>
        <translation>Aucun paquet MQTT n’est encore arrivé</translation>
    </message>
    <message>
        <source>Step by step walks through a packet one byte at a time.</source>
        <translation>Le pas à pas parcourt un paquet octet par octet.</translation>
    </message>
    <message>
        <source>To the packet in frame %1</source>
        <translation>Vers le paquet de la trame %1</translation>
    </message>
    <message>
        <source>Walk through its layers</source>
        <translation>Parcourir ses couches</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepHeading</name>
    <message>
        <source>%1 → %2</source>
        <extracomment>%1 who sends, %2 who receives</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>frame %1 · %2</source>
        <extracomment>%1 a number, %2 a number of bytes with its unit</extracomment>
        <translation>trame %1 · %2</translation>
    </message>
    <message>
        <source>byte &lt;b&gt;%1&lt;/b&gt; of %2</source>
        <extracomment>%1 which byte, in bold, %2 of how many</extracomment>
        <translation>octet &lt;b&gt;%1&lt;/b&gt; sur %2</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepModeBar</name>
    <message>
        <source>Let the next packet pass</source>
        <translation>Laisser passer le paquet suivant</translation>
    </message>
    <message>
        <source>Time stands still. Too much waits: packets to clients must pass first.</source>
        <translation>Le temps est arrêté. Trop de paquets attendent&#x202f;: ceux vers les clients doivent passer d’abord.</translation>
    </message>
    <message>
        <source>Time stands still.</source>
        <translation>Le temps est arrêté.</translation>
    </message>
    <message>
        <source>All of %1</source>
        <translation>Tous ceux de %1</translation>
    </message>
    <message>
        <source>All of the client</source>
        <translation>Tous ceux du client</translation>
    </message>
    <message>
        <source>Nothing waits: what is sent next stops here.</source>
        <translation>Rien n’attend&#x202f;: ce qui part ensuite s’arrête ici.</translation>
    </message>
    <message>
        <source>Packet by packet</source>
        <translation>Paquet par paquet</translation>
    </message>
    <message>
        <source>Every packet waits in the broker until you let it pass. Time stands still meanwhile: no Keep Alive runs out.</source>
        <translation>Chaque paquet attend dans le broker que vous le laissiez passer. Pendant ce temps, le temps est arrêté&#x202f;: aucun Keep Alive ne s’écoule.</translation>
    </message>
    <message>
        <source>Next packet</source>
        <translation>Paquet suivant</translation>
    </message>
    <message>
        <source>The selected one</source>
        <translation>Celui qui est choisi</translation>
    </message>
    <message>
        <source>%1 %2 passes: %3</source>
        <extracomment>what follows when a packet passes: %1 its type, %2 &quot;from capteur-1&quot;, %3 sentences</extracomment>
        <translation>Si %1 %2 passe&#x202f;: %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s) that came before it pass first.</source>
        <translation>
            <numerusform>%Ln paquet arrivé avant lui passe d’abord.</numerusform>
            <numerusform>%Ln paquets arrivés avant lui passent d’abord.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::StepNarration</name>
    <message>
        <source>Where the standard says it; click to copy</source>
        <translation>Où la norme le dit&#x202f;; cliquer pour copier</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::TopicTreeModel</name>
    <message>
        <source>(empty)</source>
        <extracomment>a level of a topic without any character</extracomment>
        <translation>(vide)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>%1 from clients, %2 from the broker</source>
        <translation>%1 des clients, %2 du broker</translation>
    </message>
    <message>
        <source>Whether a broker keeps a message for new subscribers, as far as the capture shows</source>
        <translation>Si un broker garde un message pour les nouveaux abonnés, d’après ce que montre la capture</translation>
    </message>
    <message>
        <source>PUBLISH packets, from clients and from the broker</source>
        <translation>Paquets PUBLISH, des clients et du broker</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Charge utile</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Dernière valeur</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Retenu</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>Publié par</translation>
    </message>
    <message>
        <source>Subscribed by</source>
        <translation>Abonnés</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::TopicsPanel</name>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Nothing was published in this capture.</source>
        <translation>Rien n’a été publié dans cette capture.</translation>
    </message>
    <message>
        <source>Filter on this &amp;topic</source>
        <translation>Filtrer sur ce &amp;topic</translation>
    </message>
    <message>
        <source>Filter on this topic and all &amp;below</source>
        <translation>Filtrer sur ce topic et tout ce qui est &amp;dessous</translation>
    </message>
    <message>
        <source>&amp;Prepare as filter</source>
        <translation>&amp;Préparer comme filtre</translation>
    </message>
    <message>
        <source>&amp;Values over time</source>
        <translation>&amp;Valeurs dans le temps</translation>
    </message>
    <message>
        <source>&amp;Go to its last message</source>
        <translation>&amp;Aller à son dernier message</translation>
    </message>
    <message>
        <source>&amp;Copy the name</source>
        <translation>&amp;Copier le nom</translation>
    </message>
    <message>
        <source>&amp;Unfold all</source>
        <translation>Tout dép&amp;lier</translation>
    </message>
    <message>
        <source>F&amp;old all</source>
        <translation>Tout r&amp;eplier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 topics</source>
        <extracomment>topics that fit the filter, of all</extracomment>
        <translation>%1 topics sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s) of further topics</source>
        <translation>
            <numerusform>%Ln paquet d’autres topics</numerusform>
            <numerusform>%Ln paquets d’autres topics</numerusform>
        </translation>
    </message>
    <message>
        <source>Part of a topic</source>
        <translation>Partie d’un topic</translation>
    </message>
    <message>
        <source>Show its &amp;ladder</source>
        <translation>A&amp;fficher son échelle</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ValueChart</name>
    <message>
        <source>These are texts that keep changing: there is nothing to draw.</source>
        <translation>Ce sont des textes toujours différents&#x202f;: il n’y a rien à tracer.</translation>
    </message>
    <message>
        <source>No value to draw.</source>
        <translation>Aucune valeur à tracer.</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Temps (s)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(vide)</translation>
    </message>
    <message>
        <source>Chart of the values over time</source>
        <translation>Courbe des valeurs dans le temps</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <extracomment>%1 and %2 are numbers</extracomment>
        <translation>de %1 à %2</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ValueTableModel</name>
    <message>
        <source>(not there)</source>
        <extracomment>the message has no such field</extracomment>
        <translation>(absent)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <extracomment>an application message of no byte</extracomment>
        <translation>(vide)</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Temps (s)</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Trame</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::ValuesPanel</name>
    <message>
        <source>Values over time</source>
        <translation>Valeurs dans le temps</translation>
    </message>
    <message>
        <source>Nothing was published in this capture.</source>
        <translation>Rien n’a été publié dans cette capture.</translation>
    </message>
    <message>
        <source>whole message</source>
        <translation>message entier</translation>
    </message>
    <message>
        <source>from clients (%1)</source>
        <extracomment>%1 counts PUBLISH packets</extracomment>
        <translation>des clients (%1)</translation>
    </message>
    <message>
        <source>from the broker (%1)</source>
        <translation>du broker (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s)</source>
        <translation>
            <numerusform>%Ln valeur</numerusform>
            <numerusform>%Ln valeurs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 that differ from the one before, of %2</source>
        <extracomment>%1 &quot;12 values&quot;, %2 counts all of them</extracomment>
        <translation>%1 différentes de la précédente, sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more, not listed</source>
        <translation>
            <numerusform>%Ln autre, hors de la liste</numerusform>
            <numerusform>%Ln autres, hors de la liste</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the values</source>
        <translation>Exporter les valeurs</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Table pour un tableur (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Le fichier n’a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Enregistrer la courbe</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>Images (*.png *.svg)</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Field of the JSON message</source>
        <translation>Champ du message JSON</translation>
    </message>
    <message>
        <source>Which PUBLISH packets</source>
        <translation>Quels paquets PUBLISH</translation>
    </message>
    <message>
        <source>A message passes twice: from its client to the broker, then from the broker to each subscriber.</source>
        <translation>Un message passe deux fois&#x202f;: de son client au broker, puis du broker à chaque abonné.</translation>
    </message>
    <message>
        <source>Changes only</source>
        <translation>Changements seuls</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>CSV with &amp;commas, decimal point…</source>
        <translation>CSV à &amp;virgules, point décimal…</translation>
    </message>
    <message>
        <source>CSV with &amp;semicolons, decimal comma…</source>
        <translation>CSV à &amp;points-virgules, virgule décimale…</translation>
    </message>
    <message>
        <source>The c&amp;hart as PNG or SVG…</source>
        <translation>La &amp;courbe en PNG ou SVG…</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::VantageDrawing</name>
    <message>
        <source>mqttscope looks here</source>
        <translation>mqttscope regarde ici</translation>
    </message>
    <message>
        <source>frames that are seen</source>
        <translation>trames vues</translation>
    </message>
    <message>
        <source>frames that are not seen</source>
        <translation>trames non vues</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::VantagePage</name>
    <message>
        <source>What to do</source>
        <translation>Comment faire</translation>
    </message>
    <message>
        <source>You see</source>
        <translation>On voit</translation>
    </message>
    <message>
        <source>You do not see</source>
        <translation>On ne voit pas</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Quand l’utiliser</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::VantageWindow</name>
    <message>
        <source>What can I see from here?</source>
        <translation>Que voit-on d’ici&#x202f;?</translation>
    </message>
    <message>
        <source>Places in a network</source>
        <translation>Endroits d’un réseau</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::WaitingPage</name>
    <message>
        <source>Does the program at the other end of the stream write already? Many keep back the first frames until a buffer is full: tcpdump does not with -U.</source>
        <translation>Le programme à l’autre bout du flux écrit-il déjà&#x202f;? Beaucoup retiennent les premières trames tant que leur tampon n’est pas plein&#x202f;; tcpdump ne le fait pas avec -U.</translation>
    </message>
    <message>
        <source>Does its own capture filter let MQTT through?</source>
        <translation>Son propre filtre de capture laisse-t-il passer MQTT&#x202f;?</translation>
    </message>
    <message>
        <source>Is MQTT spoken on another port? A CONNECT is recognised on any port: connect the client again while the capture runs.</source>
        <translation>MQTT passe-t-il par un autre port&#x202f;? Un CONNECT est reconnu sur tous les ports&#x202f;: reconnecter le client pendant la capture.</translation>
    </message>
    <message>
        <source>Is it encrypted (TLS, port 8883)? Then only encrypted bytes pass.</source>
        <translation>Est-il chiffré (TLS, port 8883)&#x202f;? Alors il ne passe que des octets chiffrés.</translation>
    </message>
    <message>
        <source>Does anybody speak at this moment? Publish a message, or connect a client.</source>
        <translation>Quelqu’un parle-t-il en ce moment&#x202f;? Publier un message, ou connecter un client.</translation>
    </message>
    <message>
        <source>Does the broker use another port than the capture filter lets through?</source>
        <translation>Le broker utilise-t-il un autre port que celui du filtre de capture&#x202f;?</translation>
    </message>
    <message>
        <source>Do client and broker run on this computer? Then their frames pass over the loopback interface, lo.</source>
        <translation>Le client et le broker tournent-ils sur ce poste&#x202f;? Alors leurs trames passent par la boucle locale, lo.</translation>
    </message>
    <message>
        <source>Do they run on two other computers? In a switched network their frames do not come by here.</source>
        <translation>Tournent-ils sur deux autres ordinateurs&#x202f;? Dans un réseau commuté, leurs trames ne passent pas par ici.</translation>
    </message>
    <message>
        <source>No MQTT has come yet</source>
        <translation>Pas encore de MQTT</translation>
    </message>
    <message>
        <source>Waiting for the first frame</source>
        <translation>En attente de la première trame</translation>
    </message>
    <message>
        <source>No frame has come</source>
        <translation>Aucune trame n’est venue</translation>
    </message>
    <message>
        <source>A capture is read from %1.</source>
        <translation>Une capture est lue depuis %1.</translation>
    </message>
    <message>
        <source>Everything that passes %1 is captured.</source>
        <translation>Tout ce qui passe par %1 est capturé.</translation>
    </message>
    <message>
        <source>What passes %1 and the capture filter “%2” lets through is captured.</source>
        <extracomment>%1 interfaces, %2 a capture filter</extracomment>
        <translation>Ce qui passe par %1 et par le filtre de capture «&#x202f;%2&#x202f;» est capturé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) came, none of them carries MQTT.</source>
        <translation>
            <numerusform>%Ln trame est venue, elle ne porte pas de MQTT.</numerusform>
            <numerusform>%Ln trames sont venues, aucune ne porte de MQTT.</numerusform>
        </translation>
    </message>
    <message>
        <source>If nothing comes:</source>
        <translation>Si rien ne vient&#x202f;:</translation>
    </message>
    <message>
        <source>Show all frames</source>
        <translation>Afficher toutes les trames</translation>
    </message>
    <message>
        <source>Capture options…</source>
        <translation>Options de capture…</translation>
    </message>
    <message>
        <source>What can I see from here?</source>
        <translation>Que voit-on d’ici&#x202f;?</translation>
    </message>
    <message>
        <source>Is a client connected? The perspective Lab has clients; others connect to the address that the broker says.</source>
        <translation>Un client est-il connecté&#x202f;? La perspective Labo a des clients&#x202f;; les autres se connectent à l’adresse affichée par le broker.</translation>
    </message>
    <message>
        <source>Everything that passes the built-in broker is captured.</source>
        <translation>Tout ce qui passe par le broker intégré est capturé.</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::WelcomePage</name>
    <message>
        <source>See MQTT go by, understand every byte.</source>
        <translation>Voir passer MQTT, comprendre chaque octet.</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>Ouvrir une capture</translation>
    </message>
    <message>
        <source>pcap and pcapng, compressed or not</source>
        <translation>pcap et pcapng, compressées ou non</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>ou le déposer ici</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Récentes</translation>
    </message>
    <message>
        <source>Captures opened last</source>
        <translation>Captures récentes</translation>
    </message>
    <message>
        <source>What you open will be listed here.</source>
        <translation>Les captures ouvertes figureront ici.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Exemples fournis</translation>
    </message>
    <message>
        <source>small conversations with their story</source>
        <translation>de petites conversations et leur histoire</translation>
    </message>
    <message>
        <source>Open this sample</source>
        <translation>Ouvrir cet exemple</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frames</source>
        <translation>
            <numerusform>%Ln trame</numerusform>
            <numerusform>%Ln trames</numerusform>
        </translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>introuvable</translation>
    </message>
    <message>
        <source>Story of the sample</source>
        <translation>Histoire de l’exemple</translation>
    </message>
</context>
<context>
    <name>mqttscope::ui::WorkProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
</TS>
