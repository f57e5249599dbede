<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
