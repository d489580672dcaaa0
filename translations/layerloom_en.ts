<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>app::Recent</name>
    <message numerus="yes">
        <source>%1, %n problem(s)</source>
        <translation>
            <numerusform>%1, %n problem</numerusform>
            <numerusform>%1, %n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Samples</name>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::StatusBar</name>
    <message numerus="yes">
        <source>%1 of %n layer(s) selected</source>
        <translation>
            <numerusform>%1 of %n layer selected</numerusform>
            <numerusform>%1 of %n layers selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) not yet known</source>
        <translation>
            <numerusform>%n layer not yet known</numerusform>
            <numerusform>%n layers not yet known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Toolbar</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::Latent</name>
    <message numerus="yes">
        <source>%1, %n value(s)</source>
        <translation>
            <numerusform>%1, %n value</numerusform>
            <numerusform>%1, %n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n dimension(s) active</source>
        <translation>
            <numerusform>%1 of %n dimension active</numerusform>
            <numerusform>%1 of %n dimensions active</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::LatentSamples</name>
    <message numerus="yes">
        <source>Codes drawn from the normal distribution that fits those of %n test picture(s)</source>
        <translation>
            <numerusform>Codes drawn from the normal distribution that fits that of %n test picture</numerusform>
            <numerusform>Codes drawn from the normal distribution that fits those of %n test pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::WindowRule</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) and column(s)</source>
        <translation>
            <numerusform>%n row and column</numerusform>
            <numerusform>%n rows and columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::EmbeddingMapPanel</name>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::MapSide</name>
    <message numerus="yes">
        <source>Nearest in %n dimension(s)</source>
        <translation>
            <numerusform>Nearest in %n dimension</numerusform>
            <numerusform>Nearest in %n dimensions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) selected</source>
        <translation>
            <numerusform>%Ln point selected</numerusform>
            <numerusform>%Ln points selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::panels::MapStage</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
</TS>
