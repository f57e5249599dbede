<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>vitrine::ui</name>
    <message numerus="yes">
        <source>It shows %n entry(ies).</source>
        <translation>
            <numerusform>It shows %n entry.</numerusform>
            <numerusform>It shows %n entries.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Gallery</name>
    <message numerus="yes">
        <source>%n lesson(s), each a script and a test</source>
        <translation>
            <numerusform>%n lesson, a script and a test</numerusform>
            <numerusform>%n lessons, each a script and a test</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n seen</source>
        <translation>
            <numerusform>%1 · %n seen</numerusform>
            <numerusform>%1 · %n seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutlinePanel</name>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ui::QuestionPanel</name>
    <message numerus="yes">
        <source>%n hand(s) in the room. Type a count, or leave it.</source>
        <translation>
            <numerusform>%n hand in the room. Type a count, or leave it.</numerusform>
            <numerusform>%n hands in the room. Type a count, or leave it.</numerusform>
        </translation>
    </message>
</context>
</TS>
