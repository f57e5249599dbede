<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Bookmarks</name>
    <message>
        <source>the beginning</source>
        <translation>início</translation>
    </message>
    <message>
        <source>op %1</source>
        <translation>op %1</translation>
    </message>
    <message>
        <source>op %1, step %2</source>
        <translation>op %1, passo %2</translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Only a directory, a script or a .vitrine file can be dropped here.</source>
        <translation>Aqui só se pode soltar um diretório, um script ou um arquivo .vitrine.</translation>
    </message>
    <message>
        <source>Drop one thing at a time: the window shows one database.</source>
        <translation>Solte uma coisa de cada vez: a janela mostra um só banco.</translation>
    </message>
    <message>
        <source>This is not on this machine: copy it here first.</source>
        <translation>Isto não está nesta máquina: copie para cá primeiro.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>%1 cannot be encoded as a GIF: %2.</source>
        <translation>%1 não pode ser codificado como GIF: %2.</translation>
    </message>
    <message>
        <source>A GIF is at most 65,535 pixels wide and high: choose a smaller size for %1.</source>
        <translation>Um GIF tem no máximo 65.535 pixels de largura e de altura: escolha um tamanho menor para %1.</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written. Free some space, or choose another folder.</source>
        <translation>O disco está cheio: %1 não foi escrito. Libere espaço ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>%1 cannot be written: its folder is not there. Create it, or choose another folder.</source>
        <translation>%1 não pode ser escrito: a pasta não existe. Crie-a ou escolha outra.</translation>
    </message>
    <message>
        <source>%1 cannot be written: a part of its path is a file, no folder. Choose another folder.</source>
        <translation>%1 não pode ser escrito: uma parte do caminho é um arquivo, não uma pasta. Escolha outra pasta.</translation>
    </message>
    <message>
        <source>%1 is a folder: add the name of a file.</source>
        <translation>%1 é uma pasta: acrescente o nome de um arquivo.</translation>
    </message>
    <message>
        <source>%1 cannot be written: its folder is protected. Choose another folder.</source>
        <translation>%1 não pode ser escrito: a pasta é protegida. Escolha outra.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 não pode ser escrito: %2. Escolha outro lugar.</translation>
    </message>
    <message>
        <source>The folder %1 has something in it: name a new one.</source>
        <translation>A pasta %1 não está vazia: indique uma nova.</translation>
    </message>
</context>
<context>
    <name>KindTitles</name>
    <message>
        <source>Append-only log</source>
        <translation>Log append-only</translation>
    </message>
    <message>
        <source>Hash index</source>
        <translation>Índice hash</translation>
    </message>
    <message>
        <source>%1 index</source>
        <translation>Índice %1</translation>
    </message>
</context>
<context>
    <name>LatencyHistory</name>
    <message>
        <source>other</source>
        <translation>outros</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Show segments, bytes, index and record (Ctrl+1)</source>
        <translation>Mostra segmentos, bytes, índice e registro (Ctrl+1)</translation>
    </message>
    <message>
        <source>Compaction</source>
        <translation>Compactação</translation>
    </message>
    <message>
        <source>Show what a compaction copies and drops (Ctrl+2)</source>
        <translation>Mostra o que uma compactação copia e descarta (Ctrl+2)</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recuperação</translation>
    </message>
    <message>
        <source>Cut the power, choose what the disk kept, and watch recovery (Ctrl+3)</source>
        <translation>Corta a energia, escolhe o que o disco guardou e acompanha a recuperação (Ctrl+3)</translation>
    </message>
    <message>
        <source>Measure the log engine beside other engines (Ctrl+4)</source>
        <translation>Mede o motor de log ao lado de outros motores (Ctrl+4)</translation>
    </message>
    <message>
        <source>Play a lesson: its question, segments, bytes, index, and its outline (Ctrl+5)</source>
        <translation>Toca uma lição: a pergunta, segmentos, bytes, índice e o roteiro (Ctrl+5)</translation>
    </message>
</context>
<context>
    <name>MomentDifference</name>
    <message>
        <source>active segment</source>
        <translation>segmento ativo</translation>
    </message>
    <message>
        <source>next sequence number</source>
        <translation>próximo número de sequência</translation>
    </message>
    <message>
        <source>bytes accepted</source>
        <translation>bytes aceitos</translation>
    </message>
    <message>
        <source>bytes written</source>
        <translation>bytes escritos</translation>
    </message>
    <message>
        <source>bytes of hints written</source>
        <translation>bytes de hints escritos</translation>
    </message>
    <message>
        <source>bytes read</source>
        <translation>bytes lidos</translation>
    </message>
    <message>
        <source>bytes asked for</source>
        <translation>bytes pedidos</translation>
    </message>
    <message>
        <source>writes refused</source>
        <translation>escritas recusadas</translation>
    </message>
    <message>
        <source>live bytes</source>
        <translation>bytes vivos</translation>
    </message>
    <message>
        <source>dead bytes</source>
        <translation>bytes mortos</translation>
    </message>
    <message>
        <source>bytes of tombstones</source>
        <translation>bytes de tombstones</translation>
    </message>
    <message>
        <source>bytes of headers and marks</source>
        <translation>bytes de cabeçalhos e marcas</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechado</translation>
    </message>
    <message>
        <source>bytes of its hint</source>
        <translation>bytes do hint</translation>
    </message>
    <message>
        <source>live records</source>
        <translation>registros vivos</translation>
    </message>
    <message>
        <source>slots</source>
        <translation>slots</translation>
    </message>
    <message>
        <source>slots used</source>
        <translation>slots usados</translation>
    </message>
    <message>
        <source>cell %1</source>
        <translation>célula %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>%L1</source>
        <translation>%L1</translation>
    </message>
    <message>
        <source>another structure</source>
        <translation>outra estrutura</translation>
    </message>
    <message>
        <source>%1 @ %2</source>
        <translation>%1 @ %2</translation>
    </message>
    <message>
        <source>created, %1</source>
        <translation>criado, %1</translation>
    </message>
    <message>
        <source>removed, it had %1</source>
        <translation>removido, tinha %1</translation>
    </message>
    <message>
        <source>grown by %1 to %2</source>
        <translation>cresceu %1, para %2</translation>
    </message>
    <message>
        <source>cut by %1 to %2</source>
        <translation>encolheu %1, para %2</translation>
    </message>
    <message>
        <source>as long as before, %1</source>
        <translation>do mesmo tamanho, %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>%1 até %2</translation>
    </message>
    <message>
        <source>files: %L1</source>
        <translation>arquivos: %L1</translation>
    </message>
    <message>
        <source>entries: %L1</source>
        <translation>entradas: %L1</translation>
    </message>
    <message>
        <source>only moved: %L1</source>
        <translation>só movidas: %L1</translation>
    </message>
    <message>
        <source>records died: %L1</source>
        <translation>registros mortos: %L1</translation>
    </message>
    <message>
        <source>nothing differs</source>
        <translation>nada difere</translation>
    </message>
    <message>
        <source>… and %L1 more</source>
        <translation>… e mais %L1</translation>
    </message>
    <message>
        <source>… and about %L1 more</source>
        <translation>… e mais cerca de %L1</translation>
    </message>
    <message>
        <source>was %1; %2</source>
        <translation>era %1; %2</translation>
    </message>
    <message>
        <source>%1; not on the platter: %2, before %3</source>
        <translation>%1; não persistidos: %2, antes %3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>new bytes</source>
        <translation>bytes novos</translation>
    </message>
    <message>
        <source>written anew; too much to compare</source>
        <translation>reescrito; demais para comparar</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>added, %1 at %2</source>
        <translation>novo, %1 em %2</translation>
    </message>
    <message>
        <source>gone, %1 at %2</source>
        <translation>sumiu, %1 em %2</translation>
    </message>
    <message>
        <source>gone with its file, %1</source>
        <translation>sumiu com o arquivo, %1</translation>
    </message>
    <message>
        <source>died, its %1 at %2 are still there</source>
        <translation>morreu; seus %1 em %2 continuam lá</translation>
    </message>
    <message>
        <source>%L1 added</source>
        <translation>novas: %L1</translation>
    </message>
    <message>
        <source>%L1 removed</source>
        <translation>removidas: %L1</translation>
    </message>
    <message>
        <source>%L1 repointed</source>
        <translation>redirecionadas: %L1</translation>
    </message>
    <message>
        <source>%L1 only moved</source>
        <translation>só movidas: %L1</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>now at %1</source>
        <translation>agora em %1</translation>
    </message>
    <message>
        <source>out; it was at %1</source>
        <translation>fora; estava em %1</translation>
    </message>
    <message>
        <source>slot %1: %2</source>
        <translation>slot %1: %2</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>new counters</source>
        <translation>contadores novos</translation>
    </message>
    <message>
        <source>counters gone</source>
        <translation>contadores sumiram</translation>
    </message>
    <message>
        <source>counters</source>
        <translation>contadores</translation>
    </message>
</context>
<context>
    <name>OpenPath</name>
    <message>
        <source>%1 is not there: create it first, or name another.</source>
        <translation>%1 não existe: crie primeiro ou indique outro.</translation>
    </message>
    <message>
        <source>%1 cannot be read: change its permissions, or name another.</source>
        <translation>%1 não pode ser lido: mude as permissões ou indique outro.</translation>
    </message>
    <message>
        <source>%1 cannot be read: it is no file and no directory.</source>
        <translation>%1 não pode ser lido: não é um arquivo nem um diretório.</translation>
    </message>
    <message>
        <source>%1 is no text: what can be opened are directories, scripts and .vitrine files.</source>
        <translation>%1 não é um texto: podem ser abertos diretórios, scripts e arquivos .vitrine.</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>What did this step change?</source>
        <translation>O que este passo mudou?</translation>
    </message>
    <message>
        <source>Steps of the compaction</source>
        <translation>Passos da compactação</translation>
    </message>
    <message>
        <source>What if the power fails now?</source>
        <translation>E se a energia cair agora?</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Console</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>What the compaction copies</source>
        <translation>O que a compactação copia</translation>
    </message>
    <message>
        <source>What does it cost?</source>
        <translation>Quanto custa?</translation>
    </message>
    <message>
        <source>Bytes in the log files</source>
        <translation>Bytes nos arquivos de log</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Preveja</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recuperação</translation>
    </message>
    <message>
        <source>Was every promise kept?</source>
        <translation>Todas as promessas foram cumpridas?</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lição</translation>
    </message>
    <message>
        <source>What did the disk keep?</source>
        <translation>O que o disco guardou?</translation>
    </message>
    <message>
        <source>What may come back</source>
        <translation>O que pode voltar</translation>
    </message>
</context>
<context>
    <name>PlotSeries</name>
    <message>
        <source>write amplification</source>
        <translation>amplificação de escrita</translation>
    </message>
    <message>
        <source>space amplification</source>
        <translation>amplificação de espaço</translation>
    </message>
    <message>
        <source>read amplification</source>
        <translation>amplificação de leitura</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>tombstone</translation>
    </message>
    <message>
        <source>header</source>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>files</source>
        <translation>arquivos</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>operação</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>It is not there any more.</source>
        <translation>Não existe mais.</translation>
    </message>
    <message>
        <source>It cannot be read: its permissions forbid it.</source>
        <translation>Não pode ser lido: as permissões não deixam.</translation>
    </message>
</context>
<context>
    <name>Spans</name>
    <message>
        <source>{line:raw}</source>
        <extracomment>command: line result</extracomment>
        <translation>{line:raw}</translation>
    </message>
    <message>
        <source>append to the active segment</source>
        <extracomment>log.append: segment</extracomment>
        <translation>anexar ao segmento ativo</translation>
    </message>
    <message>
        <source>encode the record</source>
        <extracomment>log.encode: key size sequence tombstone</extracomment>
        <translation>montar o registro</translation>
    </message>
    <message>
        <source>A record of {size} bytes is put together: header, key and value, under one checksum.</source>
        <extracomment>log.encode: key size sequence tombstone</extracomment>
        <translation>Um registro de {size} bytes é montado: cabeçalho, chave e valor, sob um único checksum.</translation>
    </message>
    <message>
        <source>It is in the process&apos;s memory only: **if the program died now, nothing of it would be left**.</source>
        <extracomment>log.encode: key size sequence tombstone</extracomment>
        <translation>Ele está só na memória do processo: **se o programa morresse agora, não sobraria nada dele**.</translation>
    </message>
    <message>
        <source>write it</source>
        <extracomment>log.write: key size segment offset</extracomment>
        <translation>escrevê-lo</translation>
    </message>
    <message>
        <source>{size} bytes land at {offset:x} of segment {segment}.</source>
        <extracomment>log.write: key size segment offset</extracomment>
        <translation>{size} bytes vão para {offset:x} do segmento {segment}.</translation>
    </message>
    <message>
        <source>They are only in the operating system&apos;s cache: **a power cut now may lose them**. No index slot points at them yet.</source>
        <extracomment>log.write: key size segment offset</extracomment>
        <translation>Estão só no cache do sistema operacional: **uma queda de energia agora pode levá-los**. Nenhum slot do índice aponta para eles ainda.</translation>
    </message>
    <message>
        <source>keep it in the process&apos;s buffer</source>
        <extracomment>log.buffer: key size segment offset</extracomment>
        <translation>mantê-lo no buffer do processo</translation>
    </message>
    <message>
        <source>{size} bytes wait in the process&apos;s buffer for {offset:x} of segment {segment}.</source>
        <extracomment>log.buffer: key size segment offset</extracomment>
        <translation>{size} bytes esperam no buffer do processo por {offset:x} do segmento {segment}.</translation>
    </message>
    <message>
        <source>Not even the operating system has them: **a killed process loses them**.</source>
        <extracomment>log.buffer: key size segment offset</extracomment>
        <translation>Nem o sistema operacional os tem: **se o processo for morto, eles se perdem**.</translation>
    </message>
    <message>
        <source>point the index at it</source>
        <extracomment>log.index.new: key segment offset size durable buffered slot</extracomment>
        <translation>apontar o índice para ele</translation>
    </message>
    <message>
        <source>Slot {slot:X} of the index now points at segment {segment}, offset {offset:x}.</source>
        <extracomment>log.index.new: key segment offset size durable buffered slot</extracomment>
        <translation>O slot {slot:X} do índice agora aponta para o segmento {segment}, offset {offset:x}.</translation>
    </message>
    <message>
        <source>From here on a get finds {key:raw}. {durable?Its bytes are on the platter.|Its {size} bytes are still only in the {buffered?process’s buffer: **a killed process loses them**, and so does a power cut.|operating system’s cache: **a power cut now may lose them**, because no sync has run since.}}</source>
        <extracomment>log.index.new: key segment offset size durable buffered slot</extracomment>
        <translation>Daqui em diante um get encontra {key:raw}. {durable?Os bytes estão no disco.|Os {size} bytes ainda estão só no {buffered?buffer do processo: **a morte do processo os leva**, e uma queda de energia também.|cache do sistema operacional: **uma queda de energia agora pode levá-los**, porque nenhum sync rodou desde então.}}</translation>
    </message>
    <message>
        <source>point the index at the new copy</source>
        <extracomment>log.index.overwrite: key segment offset size oldSize durable buffered slot</extracomment>
        <translation>apontar o índice para a cópia nova</translation>
    </message>
    <message>
        <source>{key:raw} now points at the new copy. The old {oldSize} bytes are dead but still there.</source>
        <extracomment>log.index.overwrite: key segment offset size oldSize durable buffered slot</extracomment>
        <translation>{key:raw} agora aponta para a cópia nova. Os {oldSize} bytes antigos estão mortos, mas continuam lá.</translation>
    </message>
    <message>
        <source>Slot {slot:X} points at segment {segment}, offset {offset:x}. {durable?The new copy is on the platter.|The new copy is only in the {buffered?process’s buffer|cache}: **a power cut now may bring the old one back**.}</source>
        <extracomment>log.index.overwrite: key segment offset size oldSize durable buffered slot</extracomment>
        <translation>O slot {slot:X} aponta para o segmento {segment}, offset {offset:x}. {durable?A cópia nova está no disco.|A cópia nova está só no {buffered?buffer do processo|cache}: **uma queda de energia agora pode trazer a antiga de volta**.}</translation>
    </message>
    <message>
        <source>take the key out of the index</source>
        <extracomment>log.index.erase: key oldSize durable buffered</extracomment>
        <translation>tirar a chave do índice</translation>
    </message>
    <message>
        <source>No slot points at {key:raw} any more. Its old {oldSize} bytes are dead but still there.</source>
        <extracomment>log.index.erase: key oldSize durable buffered</extracomment>
        <translation>Nenhum slot aponta mais para {key:raw}. Os {oldSize} bytes antigos estão mortos, mas continuam lá.</translation>
    </message>
    <message>
        <source>A get answers “not found”. {durable?The tombstone is on the platter.|**A power cut now may bring {key:raw} back**, because the tombstone is only in the {buffered?process’s buffer|cache}.}</source>
        <extracomment>log.index.erase: key oldSize durable buffered</extracomment>
        <translation>Um get responde “não encontrada”. {durable?O tombstone está no disco.|**Uma queda de energia agora pode trazer {key:raw} de volta**, porque o tombstone está só no {buffered?buffer do processo|cache}.}</translation>
    </message>
    <message>
        <source>write a tombstone</source>
        <extracomment>log.write.tombstone: key size segment offset</extracomment>
        <translation>escrever um tombstone</translation>
    </message>
    <message>
        <source>A tombstone of {size} bytes is written. Deleting makes the file longer.</source>
        <extracomment>log.write.tombstone: key size segment offset</extracomment>
        <translation>Um tombstone de {size} bytes é escrito. Excluir deixa o arquivo maior.</translation>
    </message>
    <message>
        <source>It lies at {offset:x} of segment {segment}, only in the cache, and says that older copies of {key:raw} do not count.</source>
        <extracomment>log.write.tombstone: key size segment offset</extracomment>
        <translation>Ele fica em {offset:x} do segmento {segment}, só no cache, e diz que as cópias anteriores de {key:raw} não contam.</translation>
    </message>
    <message>
        <source>sync segment {segment}</source>
        <extracomment>log.sync: segment size</extracomment>
        <translation>sync do segmento {segment}</translation>
    </message>
    <message>
        <source>{size} bytes reach the platter. From here a power cut cannot take them.</source>
        <extracomment>log.sync: segment size</extracomment>
        <translation>{size} bytes chegam ao disco. Daqui em diante uma queda de energia não os leva.</translation>
    </message>
    <message>
        <source>The operating system wrote its cache of segment {segment} to the disk and waited for it.</source>
        <extracomment>log.sync: segment size</extracomment>
        <translation>O sistema operacional escreveu no disco o cache do segmento {segment} e esperou por ele.</translation>
    </message>
    <message>
        <source>hand the buffer over</source>
        <extracomment>log.flush: segment offset size</extracomment>
        <translation>entregar o buffer</translation>
    </message>
    <message>
        <source>{size} bytes go from the process&apos;s buffer to {offset:x} of segment {segment}.</source>
        <extracomment>log.flush: segment offset size</extracomment>
        <translation>{size} bytes vão do buffer do processo para {offset:x} do segmento {segment}.</translation>
    </message>
    <message>
        <source>The operating system has them: a killed process loses nothing, **a power cut may**.</source>
        <extracomment>log.flush: segment offset size</extracomment>
        <translation>O sistema operacional os tem: a morte do processo não leva nada, **uma queda de energia pode levar**.</translation>
    </message>
    <message>
        <source>close the full segment</source>
        <extracomment>log.roll.close: segment limit full size</extracomment>
        <translation>fechar o segmento cheio</translation>
    </message>
    <message>
        <source>{full?The next record does not fit in {limit} B. |}Segment {segment} is synced and closed for good.</source>
        <extracomment>log.roll.close: segment limit full size</extracomment>
        <translation>{full?O próximo registro não cabe em {limit} B. |}O segmento {segment} recebe um sync e é fechado de vez.</translation>
    </message>
    <message>
        <source>From here it is only read, until a compaction replaces it.</source>
        <extracomment>log.roll.close: segment limit full size</extracomment>
        <translation>Daqui em diante ele só é lido, até que uma compactação o substitua.</translation>
    </message>
    <message>
        <source>begin the next segment</source>
        <extracomment>log.roll.create: segment size</extracomment>
        <translation>começar o próximo segmento</translation>
    </message>
    <message>
        <source>Segment {segment} begins: {size} bytes of header name its database and the segment before it.</source>
        <extracomment>log.roll.create: segment size</extracomment>
        <translation>O segmento {segment} começa: {size} bytes de cabeçalho dizem qual é o banco e qual o segmento anterior.</translation>
    </message>
    <message>
        <source>Header and name are synced before the first record goes in, so recovery can trust them.</source>
        <extracomment>log.roll.create: segment size</extracomment>
        <translation>Cabeçalho e nome recebem sync antes do primeiro registro, então a recuperação pode confiar neles.</translation>
    </message>
    <message>
        <source>write the close mark</source>
        <extracomment>log.close.mark: segment size</extracomment>
        <translation>escrever a marca de fechamento</translation>
    </message>
    <message>
        <source>A close mark of {size} bytes says: all before it was synced.</source>
        <extracomment>log.close.mark: segment size</extracomment>
        <translation>Uma marca de fechamento de {size} bytes diz: tudo antes dela passou por um sync.</translation>
    </message>
    <message>
        <source>If a byte before it is unreadable later, that is damage and no torn tail.</source>
        <extracomment>log.close.mark: segment size</extracomment>
        <translation>Se um byte antes dela ficar ilegível depois, é dano, e não cauda rasgada.</translation>
    </message>
    <message>
        <source>ask the index</source>
        <extracomment>log.lookup: key found slot segment offset</extracomment>
        <translation>consultar o índice</translation>
    </message>
    <message>
        <source>{found?Slot {slot:X} says: {key:raw} lies at {offset:x} of segment {segment}.|No slot holds {key:raw}: there is nothing to read.}</source>
        <extracomment>log.lookup: key found slot segment offset</extracomment>
        <translation>{found?O slot {slot:X} diz: {key:raw} está em {offset:x} do segmento {segment}.|Nenhum slot contém {key:raw}: não há nada para ler.}</translation>
    </message>
    <message>
        <source>The index is in memory: no byte of the disk was read for this.</source>
        <extracomment>log.lookup: key found slot segment offset</extracomment>
        <translation>O índice está na memória: nenhum byte do disco foi lido para isso.</translation>
    </message>
    <message>
        <source>read the record</source>
        <extracomment>log.read: key segment offset size good</extracomment>
        <translation>ler o registro</translation>
    </message>
    <message>
        <source>{size} bytes are read at {offset:x} of segment {segment}. {good?The checksum matches.|**The checksum does not match.**}</source>
        <extracomment>log.read: key segment offset size good</extracomment>
        <translation>{size} bytes são lidos em {offset:x} do segmento {segment}. {good?O checksum confere.|**O checksum não confere.**}</translation>
    </message>
    <message>
        <source>{good?One read for one get, however long the log is.|The newest value is unreadable: the engine says so, and never answers with an older one.}</source>
        <extracomment>log.read: key segment offset size good</extracomment>
        <translation>{good?Uma leitura por get, por mais longo que seja o log.|O valor mais novo é ilegível: o motor diz isso, e nunca responde com um mais antigo.}</translation>
    </message>
    <message>
        <source>choose the closed segments</source>
        <extracomment>log.compact.choose: segments count size</extracomment>
        <translation>escolher os segmentos fechados</translation>
    </message>
    <message>
        <source>{count} closed segment{count:s} of {size} bytes will be replaced: {segments:raw}.</source>
        <extracomment>log.compact.choose: segments count size</extracomment>
        <translation>{count} {count:segmento fechado|segmentos fechados} de {size} bytes {count:será substituído|serão substituídos}: {segments:raw}.</translation>
    </message>
    <message>
        <source>They are read and never changed. Puts and gets go on meanwhile.</source>
        <extracomment>log.compact.choose: segments count size</extracomment>
        <translation>Eles são lidos e nunca alterados. Enquanto isso, puts e gets continuam.</translation>
    </message>
    <message>
        <source>create the output</source>
        <extracomment>log.compact.create: file size</extracomment>
        <translation>criar a saída</translation>
    </message>
    <message>
        <source>{file:raw} begins with a header of {size} bytes that names the segments it will replace.</source>
        <extracomment>log.compact.create: file size</extracomment>
        <translation>{file:raw} começa com um cabeçalho de {size} bytes que nomeia os segmentos a substituir.</translation>
    </message>
    <message>
        <source>As long as its name ends in .part, recovery throws it away.</source>
        <extracomment>log.compact.create: file size</extracomment>
        <translation>Enquanto o nome terminar em .part, a recuperação o joga fora.</translation>
    </message>
    <message>
        <source>copy what still lives</source>
        <extracomment>log.compact.copy:</extracomment>
        <translation>copiar o que ainda vive</translation>
    </message>
    <message>
        <source>{key:raw}</source>
        <extracomment>log.compact.copy.record: key size from fromOffset to toOffset value</extracomment>
        <translation>{key:raw}</translation>
    </message>
    <message>
        <source>{key:raw}{value? {value}|} is copied from segment {from} @ {fromOffset:x} to segment {to} @ {toOffset:x}.</source>
        <extracomment>log.compact.copy.record: key size from fromOffset to toOffset value</extracomment>
        <translation>{key:raw}{value? {value}|} é copiado do segmento {from} @ {fromOffset:x} para o segmento {to} @ {toOffset:x}.</translation>
    </message>
    <message>
        <source>The index points at this record, so it lives: {size} bytes. Readers keep using the original until the switch: **the index has not changed yet**.</source>
        <extracomment>log.compact.copy.record: key size from fromOffset to toOffset value</extracomment>
        <translation>O índice aponta para este registro, então ele vive: {size} bytes. Os leitores usam o original até a troca: **o índice ainda não mudou**.</translation>
    </message>
    <message>
        <source>del {key:raw}</source>
        <extracomment>log.compact.copy.tombstone: key size from fromOffset to toOffset because</extracomment>
        <translation>del {key:raw}</translation>
    </message>
    <message>
        <source>The tombstone of {key:raw} is copied to segment {to} @ {toOffset:x}.</source>
        <extracomment>log.compact.copy.tombstone: key size from fromOffset to toOffset because</extracomment>
        <translation>O tombstone de {key:raw} é copiado para o segmento {to} @ {toOffset:x}.</translation>
    </message>
    <message>
        <source>Segment {because} is not part of this and holds an older copy, which would come back without it.</source>
        <extracomment>log.compact.copy.tombstone: key size from fromOffset to toOffset because</extracomment>
        <translation>O segmento {because} não participa e tem uma cópia anterior, que voltaria sem ele.</translation>
    </message>
    <message>
        <source>{deleted?{key:raw} was deleted|A newer {key:raw} exists}, so this copy of {size} bytes is left behind.</source>
        <extracomment>log.compact.drop.record: key size from fromOffset deleted</extracomment>
        <translation>{deleted?{key:raw} foi excluída|Existe uma cópia mais nova de {key:raw}}, então esta, de {size} bytes, fica para trás.</translation>
    </message>
    <message>
        <source>No index slot points at it.</source>
        <extracomment>log.compact.drop.record: key size from fromOffset deleted</extracomment>
        <translation>Nenhum slot do índice aponta para ela.</translation>
    </message>
    <message>
        <source>The tombstone of {key:raw} is left behind: no older copy would remain.</source>
        <extracomment>log.compact.drop.tombstone: key size from fromOffset</extracomment>
        <translation>O tombstone de {key:raw} fica para trás: não restaria cópia anterior.</translation>
    </message>
    <message>
        <source>{size} bytes go.</source>
        <extracomment>log.compact.drop.tombstone: key size from fromOffset</extracomment>
        <translation>{size} bytes se vão.</translation>
    </message>
    <message>
        <source>sync the copy</source>
        <extracomment>log.compact.sync: file size</extracomment>
        <translation>sync da cópia</translation>
    </message>
    <message>
        <source>{size} bytes of the copy reach the platter, and all that superseded something left behind.</source>
        <extracomment>log.compact.sync: file size</extracomment>
        <translation>{size} bytes da cópia chegam ao disco, com tudo o que substituiu algo deixado para trás.</translation>
    </message>
    <message>
        <source>Only now may it take the place of its inputs.</source>
        <extracomment>log.compact.sync: file size</extracomment>
        <translation>Só agora ela pode tomar o lugar das entradas.</translation>
    </message>
    <message>
        <source>write the hint file</source>
        <extracomment>log.compact.hint: file count size</extracomment>
        <translation>escrever o arquivo de hint</translation>
    </message>
    <message>
        <source>{file:raw} lists {count} record{count:s} in {size} bytes, and is synced.</source>
        <extracomment>log.compact.hint: file count size</extracomment>
        <translation>{file:raw} lista {count} registro{count:s} em {size} bytes e recebe um sync.</translation>
    </message>
    <message>
        <source>The next open reads it instead of the segment. It is a cache: without it the segment itself is read.</source>
        <extracomment>log.compact.hint: file count size</extracomment>
        <translation>A próxima abertura lê este arquivo em vez do segmento. Ele é um cache: sem ele, lê-se o próprio segmento.</translation>
    </message>
    <message>
        <source>rename it, sync the directory</source>
        <extracomment>log.compact.publish: file</extracomment>
        <translation>renomear, sync do diretório</translation>
    </message>
    <message>
        <source>{file:raw} has its name: from here on a power cut leaves the new segment, and its inputs are leftovers.</source>
        <extracomment>log.compact.publish: file</extracomment>
        <translation>{file:raw} tem seu nome: daqui em diante uma queda de energia deixa o segmento novo, e as entradas são sobras.</translation>
    </message>
    <message>
        <source>The rename is whole: old name or new, never half.</source>
        <extracomment>log.compact.publish: file</extracomment>
        <translation>Renomear é indivisível: nome antigo ou novo, nunca metade.</translation>
    </message>
    <message>
        <source>switch the index entries</source>
        <extracomment>log.compact.switch: to count stale</extracomment>
        <translation>trocar as entradas do índice</translation>
    </message>
    <message>
        <source>{count} index {count:entry|entries} now {count:points|point} at segment {to}. New reads use the copy.</source>
        <extracomment>log.compact.switch: to count stale</extracomment>
        <translation>{count} {count:entrada|entradas} do índice agora {count:aponta|apontam} para o segmento {to}. Novas leituras usam a cópia.</translation>
    </message>
    <message>
        <source>{stale?{stale} more changed since they were copied, and keep what they point at.|Each still pointed at what was copied.}</source>
        <extracomment>log.compact.switch: to count stale</extracomment>
        <translation>{stale?Mais {stale} {stale:mudou|mudaram} desde a cópia e {stale:continua|continuam} onde {stale:aponta|apontam}.|Cada uma ainda apontava para o que foi copiado.}</translation>
    </message>
    <message>
        <source>remove the inputs</source>
        <extracomment>log.compact.remove: count size</extracomment>
        <translation>remover as entradas da compactação</translation>
    </message>
    <message>
        <source>{count} segment{count:s} {count:is|are} removed and the directory is synced: {count:its|their} {size} bytes are free.</source>
        <extracomment>log.compact.remove: count size</extracomment>
        <translation>{count} segmento{count:s} {count:é removido|são removidos} e o diretório recebe um sync: os {size} bytes {count:dele|deles} estão livres.</translation>
    </message>
    <message>
        <source>If the power had failed before this, recovery would have removed them.</source>
        <extracomment>log.compact.remove: count size</extracomment>
        <translation>Se a energia tivesse caído antes disso, a recuperação os teria removido.</translation>
    </message>
    <message>
        <source>{size} of {all} bytes of {file:raw} are written.</source>
        <extracomment>log.compact.hint.part: file all size</extracomment>
        <translation>{size} de {all} bytes de {file:raw} foram escritos.</translation>
    </message>
    <message>
        <source>Its checksum comes last and covers all of it: until then it is no hint.</source>
        <extracomment>log.compact.hint.part: file all size</extracomment>
        <translation>O checksum vem por último e cobre tudo: até lá ele não é um hint.</translation>
    </message>
    <message>
        <source>{read:n} of {all:n} bytes</source>
        <extracomment>log.compact.copy.part: all read copied dropped size</extracomment>
        <translation>{read:n} de {all:n} bytes</translation>
    </message>
    <message>
        <source>{read:n} of {all:n} bytes are read: {copied:n} record{copied:s} copied, {dropped:n} left behind.</source>
        <extracomment>log.compact.copy.part: all read copied dropped size</extracomment>
        <translation>{read:n} de {all:n} bytes foram lidos: {copied:n} {copied:registro copiado|registros copiados}, {dropped:n} {dropped:deixado|deixados} para trás.</translation>
    </message>
    <message>
        <source>The copy has {size:n} bytes. So many records are told in parts, not one by one. Readers keep using the originals: **the index has not changed yet**.</source>
        <extracomment>log.compact.copy.part: all read copied dropped size</extracomment>
        <translation>A cópia tem {size:n} bytes. Tantos registros são contados em partes, não um a um. Os leitores usam os originais: **o índice ainda não mudou**.</translation>
    </message>
    <message>
        <source>give up the copy</source>
        <extracomment>log.compact.discard: file size</extracomment>
        <translation>abandonar a cópia</translation>
    </message>
    <message>
        <source>{file:raw} is removed: the {size:n} bytes that it had were a copy.</source>
        <extracomment>log.compact.discard: file size</extracomment>
        <translation>{file:raw} é removido: os {size:n} bytes que tinha eram uma cópia.</translation>
    </message>
    <message>
        <source>The inputs were never changed, and the index still points at them.</source>
        <extracomment>log.compact.discard: file size</extracomment>
        <translation>As entradas nunca foram alteradas, e o índice ainda aponta para elas.</translation>
    </message>
    <message>
        <source>recover</source>
        <extracomment>log.recover:</extracomment>
        <translation>recuperar</translation>
    </message>
    <message>
        <source>list the files</source>
        <extracomment>log.recover.list: count segments hints leftovers</extracomment>
        <translation>listar os arquivos</translation>
    </message>
    <message>
        <source>{count} file{count:s} found: {segments} segment{segments:s}, {hints} hint{hints:s}, {leftovers} leftover{leftovers:s}.</source>
        <extracomment>log.recover.list: count segments hints leftovers</extracomment>
        <translation>{count} {count:arquivo encontrado|arquivos encontrados}: {segments} segmento{segments:s}, {hints} hint{hints:s}, {leftovers} sobra{leftovers:s}.</translation>
    </message>
    <message>
        <source>scan segment {segment}</source>
        <extracomment>log.recover.segment: segment size</extracomment>
        <translation>varrer o segmento {segment}</translation>
    </message>
    <message>
        <source>record {ordinal}</source>
        <extracomment>log.recover.record: ordinal key offset size tombstone stored computed applied slot</extracomment>
        <translation>registro {ordinal}</translation>
    </message>
    <message>
        <source>{tombstone?The tombstone of {key:raw}|{key:raw}} at {offset:x}: the checksum matches.</source>
        <extracomment>log.recover.record: ordinal key offset size tombstone stored computed applied slot</extracomment>
        <translation>{tombstone?O tombstone de {key:raw}|{key:raw}} em {offset:x}: o checksum confere.</translation>
    </message>
    <message>
        <source>{applied?{tombstone?The key is taken out of the index.|The index points at it.}|A newer copy is known: this one is left aside.}</source>
        <extracomment>log.recover.record: ordinal key offset size tombstone stored computed applied slot</extracomment>
        <translation>{applied?{tombstone?A chave sai do índice.|O índice aponta para ele.}|Uma cópia mais nova é conhecida: esta fica de lado.}</translation>
    </message>
    <message>
        <source>use the hint</source>
        <extracomment>log.recover.hint: segment count size</extracomment>
        <translation>usar o hint</translation>
    </message>
    <message>
        <source>The hint lists {count} record{count:s} of segment {segment}: its {size} bytes are read instead of the log&apos;s.</source>
        <extracomment>log.recover.hint: segment count size</extracomment>
        <translation>O hint lista {count} registro{count:s} do segmento {segment}: os {size} bytes dele são lidos em vez dos do log.</translation>
    </message>
    <message>
        <source>reject the hint</source>
        <extracomment>log.recover.hint.rejected: segment why</extracomment>
        <translation>rejeitar o hint</translation>
    </message>
    <message>
        <source>{why:raw} Not used: the log itself is read instead.</source>
        <extracomment>log.recover.hint.rejected: segment why</extracomment>
        <translation>{why:raw} Não usado: lê-se o próprio log.</translation>
    </message>
    <message>
        <source>A hint is a cache. Nothing is lost.</source>
        <extracomment>log.recover.hint.rejected: segment why</extracomment>
        <translation>Um hint é um cache. Nada se perde.</translation>
    </message>
    <message>
        <source>the tail</source>
        <extracomment>log.recover.tail: segment why offset size behind at needs has checksums stored computed</extracomment>
        <translation>a cauda</translation>
    </message>
    <message>
        <source>{why:raw} Cut at {offset:x}.</source>
        <extracomment>log.recover.tail: segment why offset size behind at needs has checksums stored computed</extracomment>
        <translation>{why:raw} Cortado em {offset:x}.</translation>
    </message>
    <message>
        <source>The power went while it was being written: a **torn tail**. {behind?{behind} whole record{behind:s} behind it go too: a prefix comes back, never a gap.|Everything before it stays.}</source>
        <extracomment>log.recover.tail: segment why offset size behind at needs has checksums stored computed</extracomment>
        <translation>A energia caiu durante a escrita: uma **cauda rasgada**. {behind?{behind} {behind:registro inteiro|registros inteiros} depois dela também {behind:se vai|se vão}: volta um prefixo, nunca com buraco.|Tudo antes dela fica.}</translation>
    </message>
    <message>
        <source>damage</source>
        <extracomment>log.recover.damage: segment why offset size behind at needs has checksums stored computed proof</extracomment>
        <translation>dano</translation>
    </message>
    <message>
        <source>{why:raw}</source>
        <extracomment>log.recover.damage: segment why offset size behind at needs has checksums stored computed proof</extracomment>
        <translation>{why:raw}</translation>
    </message>
    <message>
        <source>This stretch was synced: no power cut explains it. **It is damage**, and open refuses.</source>
        <extracomment>log.recover.damage: segment why offset size behind at needs has checksums stored computed proof</extracomment>
        <translation>Este trecho passou por um sync: nenhuma queda de energia o explica. **É dano**, e a abertura é recusada.</translation>
    </message>
    <message>
        <source>cut the file</source>
        <extracomment>log.recover.cut: segment offset size</extracomment>
        <translation>cortar o arquivo</translation>
    </message>
    <message>
        <source>{size} bytes are cut from segment {segment} at {offset:x}, and the cut is synced.</source>
        <extracomment>log.recover.cut: segment offset size</extracomment>
        <translation>{size} bytes são cortados do segmento {segment} em {offset:x}, e o corte recebe um sync.</translation>
    </message>
    <message>
        <source>What was shown once stays, what was cut never returns.</source>
        <extracomment>log.recover.cut: segment offset size</extracomment>
        <translation>O que foi mostrado uma vez fica, o que foi cortado nunca volta.</translation>
    </message>
    <message>
        <source>remove a leftover</source>
        <extracomment>log.recover.leftover: file why</extracomment>
        <translation>remover uma sobra</translation>
    </message>
    <message>
        <source>{file:raw} is removed: {why:raw}.</source>
        <extracomment>log.recover.leftover: file why</extracomment>
        <translation>{file:raw} é removido: {why:raw}.</translation>
    </message>
    <message>
        <source>sync what was found</source>
        <extracomment>log.recover.sync:</extracomment>
        <translation>sync do que foi encontrado</translation>
    </message>
    <message>
        <source>What recovery shows is synced before it answers.</source>
        <extracomment>log.recover.sync:</extracomment>
        <translation>O que a recuperação mostra recebe um sync antes da resposta.</translation>
    </message>
    <message>
        <source>So a later power cut cannot take it back.</source>
        <extracomment>log.recover.sync:</extracomment>
        <translation>Assim uma queda de energia posterior não o leva de volta.</translation>
    </message>
    <message>
        <source>salvage segment {segment}</source>
        <extracomment>log.salvage: segment count file</extracomment>
        <translation>salvar o segmento {segment}</translation>
    </message>
    <message>
        <source>{count} readable record{count:s} of segment {segment} go to {file:raw}; the original stays as it is, under another name.</source>
        <extracomment>log.salvage: segment count file</extracomment>
        <translation>{count} {count:registro legível|registros legíveis} do segmento {segment} {count:vai|vão} para {file:raw}; o original fica como está, com outro nome.</translation>
    </message>
    <message>
        <source>Keys may show older values, or be back: what was lost cannot say.</source>
        <extracomment>log.salvage: segment count file</extracomment>
        <translation>Chaves podem mostrar valores antigos ou reaparecer: o que se perdeu não tem como dizer.</translation>
    </message>
    <message>
        <source>{done} of the {count} records that the hint lists for segment {segment} are taken in.</source>
        <extracomment>log.recover.hint.part: segment count done</extracomment>
        <translation>{done} dos {count} registros que o hint lista para o segmento {segment} {done:foi incorporado|foram incorporados}.</translation>
    </message>
    <message>
        <source>read segment {at} of {segments}</source>
        <extracomment>log.recover.part: at segments records keys</extracomment>
        <translation>ler o segmento {at} de {segments}</translation>
    </message>
    <message>
        <source>{records:n} record{records:s} are read and verified, in {at} of {segments} segment{segments:s}.</source>
        <extracomment>log.recover.part: at segments records keys</extracomment>
        <translation>{records:n} {records:registro foi lido e verificado|registros foram lidos e verificados}, em {at} de {segments} segmento{segments:s}.</translation>
    </message>
    <message>
        <source>With them the index holds {keys:n} key{keys:s}. Records are too many to be shown one by one.</source>
        <extracomment>log.recover.part: at segments records keys</extracomment>
        <translation>Com {records:ele|eles} o índice tem {keys:n} chave{keys:s}. Os registros são muitos para serem mostrados um a um.</translation>
    </message>
    <message>
        <source>probe the hash table</source>
        <extracomment>index.probe: key home holder skipped next slot found</extracomment>
        <translation>sondar a tabela hash</translation>
    </message>
    <message>
        <source>{key:raw} hashes to slot {home:X}, {skipped?which holds {holder:raw}. {next?The next slot, {slot:X},|{skipped} slots further on, slot {slot:X}} {found?holds {key:raw}|is free}.|{found?which holds it|which is free}.}</source>
        <extracomment>index.probe: key home holder skipped next slot found</extracomment>
        <translation>O hash de {key:raw} indica o slot {home:X}, {skipped?que contém {holder:raw}. {next?O próximo slot, {slot:X},|{skipped} slots adiante, o slot {slot:X}} {found?contém {key:raw}|está livre}.|{found?que a contém|que está livre}.}</translation>
    </message>
    <message>
        <source>close the gap</source>
        <extracomment>index.shift: key slot moved</extracomment>
        <translation>fechar a lacuna</translation>
    </message>
    <message>
        <source>{key:raw} leaves slot {slot:X}. {moved?{moved} {moved:key moves|keys move} back to close the gap.|No key behind it has to move.}</source>
        <extracomment>index.shift: key slot moved</extracomment>
        <translation>{key:raw} deixa o slot {slot:X}. {moved?{moved} {moved:chave recua|chaves recuam} para fechar a lacuna.|Nenhuma chave depois dela precisa se mover.}</translation>
    </message>
    <message>
        <source>A probe ends at the first free slot, so no gap may stand between a key and the slot that it hashes to.</source>
        <extracomment>index.shift: key slot moved</extracomment>
        <translation>Uma sondagem termina no primeiro slot livre, então não pode haver lacuna entre uma chave e o slot que o hash dela indica.</translation>
    </message>
    <message>
        <source>double the table</source>
        <extracomment>index.resize: wanted slots keys newSlots</extracomment>
        <translation>dobrar a tabela</translation>
    </message>
    <message>
        <source>{wanted} of {slots} slots would be full. All {keys} keys move to a table of {newSlots}.</source>
        <extracomment>index.resize: wanted slots keys newSlots</extracomment>
        <translation>{wanted} de {slots} slots estariam ocupados. Todas as {keys} chaves passam para uma tabela de {newSlots}.</translation>
    </message>
    <message>
        <source>At most three of four slots are ever full, so that probes stay short.</source>
        <extracomment>index.resize: wanted slots keys newSlots</extracomment>
        <translation>No máximo três de cada quatro slots ficam ocupados, para que as sondagens sejam curtas.</translation>
    </message>
    <message>
        <source>No power cut explains it. **It is damage**, and open refuses.</source>
        <extracomment>log.recover.files: file why</extracomment>
        <translation>Nenhuma queda de energia explica isso. **É dano**, e a abertura é recusada.</translation>
    </message>
    <message>
        <source>open</source>
        <extracomment>log.recover.open: keys segments records writes</extracomment>
        <translation>abrir</translation>
    </message>
    <message>
        <source>The database is open: {keys:n} key{keys:s} in {segments:n} segment{segments:s}, {records:n} record{records:s} read.</source>
        <extracomment>log.recover.open: keys segments records writes</extracomment>
        <translation>O banco está aberto: {keys:n} chave{keys:s} em {segments:n} segmento{segments:s}, {records:n} {records:registro lido|registros lidos}.</translation>
    </message>
    <message>
        <source>{writes?What it shows is final: **no later power cut takes it back**.|It was opened for reading only: nothing on the disk was changed.}</source>
        <extracomment>log.recover.open: keys segments records writes</extracomment>
        <translation>{writes?O que ele mostra é definitivo: **nenhuma queda de energia posterior o leva de volta**.|Ele foi aberto só para leitura: nada no disco foi alterado.}</translation>
    </message>
    <message>
        <source>refuse</source>
        <extracomment>log.recover.refuse: places file</extracomment>
        <translation>recusar</translation>
    </message>
    <message>
        <source>Open refuses: {places:n} place{places:s} of damage, the first in {file:raw}.</source>
        <extracomment>log.recover.refuse: places file</extracomment>
        <translation>A abertura recusa: {places:n} {places:local danificado|locais danificados}, o primeiro em {file:raw}.</translation>
    </message>
    <message>
        <source>Nothing was changed on the disk. **open salvage** keeps what can be read, and leaves the originals as they are.</source>
        <extracomment>log.recover.refuse: places file</extracomment>
        <translation>Nada foi alterado no disco. **open salvage** guarda o que se pode ler e deixa os originais como estão.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui</name>
    <message>
        <source>What %1 can measure cannot be read: %2.</source>
        <translation>O que %1 pode medir não pôde ser lido: %2.</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>faltam cerca de %1 min</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>faltam cerca de %1 s</translation>
    </message>
    <message>
        <source>a killed process loses it</source>
        <translation>perde-se se o processo for morto</translation>
    </message>
    <message>
        <source>survives a killed process</source>
        <translation>sobrevive à morte do processo</translation>
    </message>
    <message>
        <source>survives a power cut</source>
        <translation>sobrevive a uma queda de energia</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>máximo</translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation>%1 chaves</translation>
    </message>
    <message>
        <source>%1, an operation takes %2</source>
        <translation>%1, uma operação leva %2</translation>
    </message>
    <message>
        <source>ours is %1 times as fast</source>
        <translation>o nosso é %1 vezes mais rápido</translation>
    </message>
    <message>
        <source>%1 % of what the machine can do: %2</source>
        <translation>%1% do que a máquina consegue: %2</translation>
    </message>
    <message>
        <source>%1 operations a round</source>
        <translation>%1 operações por rodada</translation>
    </message>
    <message>
        <source>written %1, read %2, memory %3, on disk %4</source>
        <translation>escrito %1, lido %2, memória %3, em disco %4</translation>
    </message>
    <message>
        <source>it verifies no checksums of what it reads</source>
        <translation>não verifica checksums do que lê</translation>
    </message>
    <message>
        <source>%1 keys of %2 bytes, values of %3</source>
        <translation>%1 chaves de %2 bytes, valores de %3</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>linha %1, coluna %2</translation>
    </message>
    <message>
        <source>%1 is empty: it holds no report.</source>
        <translation>%1 está vazio: não contém nenhum relatório.</translation>
    </message>
    <message>
        <source>%1 is cut short: it ends at %2 in the midst of the report. Save or copy it again.</source>
        <translation>%1 está cortado: termina em %2, no meio do relatório. Salve ou copie o arquivo de novo.</translation>
    </message>
    <message>
        <source>%1 is no report of “%2”: at %3 it is not JSON.</source>
        <translation>%1 não é um relatório de “%2”: em %3 não é JSON.</translation>
    </message>
    <message>
        <source>%1 is JSON, but no report of “%2”: its field /program does not say so.</source>
        <translation>%1 é JSON, mas não é um relatório de “%2”: o campo /program não diz isso.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 não pôde ser lido: %2.</translation>
    </message>
    <message>
        <source>%1 comes from a newer Vitrine: its field /format is %2, and %3 is the newest known here. Open it with that one.</source>
        <translation>%1 vem de um Vitrine mais novo: o campo /format é %2, e o mais novo conhecido aqui é %3. Abra-o com aquela versão.</translation>
    </message>
    <message>
        <source>dependent loads</source>
        <translation>leituras dependentes</translation>
    </message>
    <message>
        <source>is not above 0</source>
        <translation>não é maior que 0</translation>
    </message>
    <message>
        <source>in so few seconds are more than any machine does</source>
        <translation>em tão poucos segundos é mais do que qualquer máquina faz</translation>
    </message>
    <message>
        <source>does not follow from its rounds</source>
        <translation>não decorre das suas rodadas</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vazio</translation>
    </message>
    <message>
        <source>makes a limit beyond any machine</source>
        <translation>resulta num limite além de qualquer máquina</translation>
    </message>
    <message>
        <source>does not name %1, which was measured</source>
        <translation>não menciona %1, que foi medido</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2.</source>
        <translation>%1 não pode ser mostrado: %2.</translation>
    </message>
    <message>
        <source>it is far larger than any report</source>
        <translation>é muito maior do que qualquer relatório</translation>
    </message>
    <message>
        <source>op %1</source>
        <translation>op %1</translation>
    </message>
    <message>
        <source>written by op %1, in a gap of the history</source>
        <translation>escrito pela op %1, numa lacuna do histórico</translation>
    </message>
    <message>
        <source>written in a gap of the history</source>
        <translation>escrito numa lacuna do histórico</translation>
    </message>
    <message>
        <source>written before this history begins</source>
        <translation>escrito antes do início deste histórico</translation>
    </message>
    <message>
        <source>written by op %1</source>
        <translation>escrito pela op %1</translation>
    </message>
    <message>
        <source>written by op %1, step %2</source>
        <translation>escrito pela op %1, passo %2</translation>
    </message>
    <message>
        <source>This byte:</source>
        <translation>Este byte:</translation>
    </message>
    <message>
        <source>These %1 bytes:</source>
        <translation>Estes %1 bytes:</translation>
    </message>
    <message>
        <source>still in the process’s buffer, made by op %1</source>
        <translation>ainda no buffer do processo, feito pela op %1</translation>
    </message>
    <message>
        <source>put together by op %1, not written yet</source>
        <translation>montado pela op %1, ainda não escrito</translation>
    </message>
    <message>
        <source>a copy of %1 @ %2</source>
        <translation>cópia de %1 @ %2</translation>
    </message>
    <message>
        <source>copied by a compaction: not yet</source>
        <translation>copiado por uma compactação: ainda não</translation>
    </message>
    <message>
        <source>copied to %1 @ %2</source>
        <translation>copiado para %1 @ %2</translation>
    </message>
    <message>
        <source>pointed at by %1</source>
        <translation>apontado por %1</translation>
    </message>
    <message>
        <source>nothing points at them: dead</source>
        <translation>nada aponta para cá: morto</translation>
    </message>
    <message>
        <source>live: nothing in this segment is dead</source>
        <translation>vivo: nada neste segmento está morto</translation>
    </message>
    <message>
        <source>not yet in the index</source>
        <translation>ainda fora do índice</translation>
    </message>
    <message>
        <source>damaged: %1</source>
        <translation>danificado: %1</translation>
    </message>
    <message>
        <source>no engine has this file open</source>
        <translation>nenhum motor está com este arquivo aberto</translation>
    </message>
    <message>
        <source>the index is too large to be shown whole: get %1 to see whether it points here</source>
        <translation>o índice é grande demais para ser mostrado inteiro: faça get %1 para ver se ele aponta para cá</translation>
    </message>
    <message>
        <source>a tombstone: older copies of %1 do not count</source>
        <translation>um tombstone: cópias anteriores de %1 não contam</translation>
    </message>
    <message>
        <source>not on the platter yet</source>
        <translation>ainda não persistido</translation>
    </message>
    <message>
        <source>That was before: slot %1 has given it up since.</source>
        <translation>Isso era antes: o slot %1 já o liberou.</translation>
    </message>
    <message>
        <source>That was before: slot %1 holds it now.</source>
        <translation>Isso era antes: agora está no slot %1.</translation>
    </message>
    <message>
        <source>it was in slot %1, now it is out.</source>
        <translation>estava no slot %1, agora está fora.</translation>
    </message>
    <message>
        <source>hash says slot %1: found.</source>
        <translation>o hash indica o slot %1: encontrada.</translation>
    </message>
    <message>
        <source>hash says slot %1: free.</source>
        <translation>o hash indica o slot %1: livre.</translation>
    </message>
    <message>
        <source>hash says slot %1: taken. Next: %2.</source>
        <translation>o hash indica o slot %1: ocupado. Próximo: %2.</translation>
    </message>
    <message>
        <source>hash says %1: %2 taken. Next: %3.</source>
        <translation>o hash indica %1: %2 ocupados. Próximo: %3.</translation>
    </message>
    <message>
        <source>overwrite</source>
        <translation>sobrescrita</translation>
    </message>
    <message>
        <source>put</source>
        <translation>put</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>delete</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>lote</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>sync</translation>
    </message>
    <message>
        <source>compact</source>
        <translation>compactação</translation>
    </message>
    <message>
        <source>cut power</source>
        <translation>corte de energia</translation>
    </message>
    <message>
        <source>kill the process</source>
        <translation>processo morto</translation>
    </message>
    <message>
        <source>recover</source>
        <translation>recuperação</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abertura</translation>
    </message>
    <message>
        <source>close</source>
        <translation>fechamento</translation>
    </message>
    <message>
        <source>damage</source>
        <translation>dano</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>confere</translation>
    </message>
    <message>
        <source>does not match</source>
        <translation>não confere</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>não verificado</translation>
    </message>
    <message>
        <source>%1 @ %2 · %3 bytes</source>
        <translation>%1 @ %2 · %3 bytes</translation>
    </message>
    <message>
        <source>close mark</source>
        <translation>marca de fechamento</translation>
    </message>
    <message>
        <source>segment header</source>
        <translation>cabeçalho do segmento</translation>
    </message>
    <message>
        <source>segment %1</source>
        <translation>segmento %1</translation>
    </message>
    <message>
        <source>a segment not shown</source>
        <translation>um segmento não mostrado</translation>
    </message>
    <message>
        <source>a removed file</source>
        <translation>um arquivo removido</translation>
    </message>
    <message>
        <source>index slot %1</source>
        <translation>slot %1 do índice</translation>
    </message>
    <message>
        <source>%1, cell %2</source>
        <translation>%1, célula %2</translation>
    </message>
    <message>
        <source>cell %1</source>
        <translation>célula %1</translation>
    </message>
    <message>
        <source>This step is under way: **its end is not reached yet**.</source>
        <translation>Este passo está em andamento: **o fim dele ainda não chegou**.</translation>
    </message>
    <message>
        <source>The command failed.</source>
        <translation>O comando falhou.</translation>
    </message>
    <message>
        <source>It ended at this step: **%1**.</source>
        <translation>Terminou neste passo: **%1**.</translation>
    </message>
    <message>
        <source>It took no step: **nothing was written**.</source>
        <translation>Não deu nenhum passo: **nada foi escrito**.</translation>
    </message>
    <message>
        <source>a gap in the history</source>
        <translation>uma lacuna no histórico</translation>
    </message>
    <message>
        <source>Only the way is missing: **the picture behind the gap is whole again**.</source>
        <translation>Só falta o caminho: **a imagem depois da lacuna está inteira de novo**.</translation>
    </message>
    <message>
        <source>Line %1 of the console lies in it as a whole: **the picture has what it did, its steps are lost**.</source>
        <translation>A linha %1 do console está inteira dentro dela: **a imagem tem o que ela fez, os passos se perderam**.</translation>
    </message>
    <message>
        <source>Lines %1 to %2 of the console lie in it as a whole: **the picture has what they did, their steps are lost**.</source>
        <translation>As linhas %1 a %2 do console estão inteiras dentro dela: **a imagem tem o que fizeram, os passos se perderam**.</translation>
    </message>
    <message>
        <source>a gap in the history grows</source>
        <translation>uma lacuna no histórico cresce</translation>
    </message>
    <message>
        <source>Too fast to record every fact: %L1 operations are only counted.</source>
        <translation>Rápido demais para registrar cada fato: %L1 operações são apenas contadas.</translation>
    </message>
    <message>
        <source>All of them are done. **The picture is older than they are**, and true again as soon as the window has caught up.</source>
        <translation>Todas foram feitas. **A imagem é mais velha do que elas**, e volta a ser verdadeira assim que a janela alcançar o motor.</translation>
    </message>
    <message>
        <source>The beginning: 1 log file is there, and not read yet.</source>
        <translation>O início: há 1 arquivo de log, ainda não lido.</translation>
    </message>
    <message>
        <source>The beginning: %L1 log files are there, and not read yet.</source>
        <translation>O início: há %L1 arquivos de log, ainda não lidos.</translation>
    </message>
    <message>
        <source>What is in them is known when **an open has read them**.</source>
        <translation>O que há neles só se sabe quando **uma abertura os tiver lido**.</translation>
    </message>
    <message>
        <source>%L1 older operations were dropped: the history is as long as its memory allows.</source>
        <translation>%L1 operações mais antigas foram descartadas: o histórico vai até onde a memória permite.</translation>
    </message>
    <message>
        <source>What they wrote is still there. **The right arrow key goes to the first step that was kept.**</source>
        <translation>O que elas escreveram continua lá. **A seta para a direita vai ao primeiro passo guardado.**</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Nada aconteceu ainda.</translation>
    </message>
    <message>
        <source>Put a key, or type a command in the console: **what it does to the bytes is shown here**.</source>
        <translation>Faça put de uma chave ou digite um comando no console: **o que ele faz com os bytes aparece aqui**.</translation>
    </message>
    <message>
        <source>The beginning: nothing has happened yet.</source>
        <translation>O início: nada aconteceu ainda.</translation>
    </message>
    <message>
        <source>The right arrow key goes to the first step.</source>
        <translation>A seta para a direita vai ao primeiro passo.</translation>
    </message>
    <message>
        <source>This step **failed**.</source>
        <translation>Este passo **falhou**.</translation>
    </message>
    <message>
        <source>It is running.</source>
        <translation>Está em execução.</translation>
    </message>
    <message>
        <source>The line was not run: **nothing has changed**.</source>
        <translation>A linha não foi executada: **nada mudou**.</translation>
    </message>
    <message>
        <source>gone: it was in memory</source>
        <translation>sumiu: estava na memória</translation>
    </message>
    <message>
        <source>%L1 B lost</source>
        <translation>%L1 B perdidos</translation>
    </message>
    <message>
        <source>nothing lost</source>
        <translation>nada perdido</translation>
    </message>
    <message>
        <source>as the disk kept it</source>
        <translation>como o disco o guardou</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>%L1 files removed</source>
        <translation>%L1 arquivos removidos</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 removido</translation>
    </message>
    <message>
        <source>%1 created</source>
        <translation>%1 criado</translation>
    </message>
    <message>
        <source>renamed to %1</source>
        <translation>renomeado para %1</translation>
    </message>
    <message>
        <source>%1 is %L2 B long</source>
        <translation>%1 tem %L2 B</translation>
    </message>
    <message>
        <source>a new table, %L1 entries moved</source>
        <translation>tabela nova, %L1 entradas movidas</translation>
    </message>
    <message>
        <source>it holds %L1 keys now</source>
        <translation>tem %L1 chaves agora</translation>
    </message>
    <message>
        <source>%L1 slots changed</source>
        <translation>%L1 slots mudaram</translation>
    </message>
    <message>
        <source>slot %1: now empty</source>
        <translation>slot %1: agora vazio</translation>
    </message>
    <message>
        <source>slot %1: %2 → its new copy</source>
        <translation>slot %1: %2 → a cópia nova</translation>
    </message>
    <message>
        <source>slot %1: empty → %2</source>
        <translation>slot %1: vazio → %2</translation>
    </message>
    <message>
        <source>%L1 B to %2</source>
        <translation>%L1 B para %2</translation>
    </message>
    <message>
        <source>%L1 B of %2 written again</source>
        <translation>%L1 B de %2 reescritos</translation>
    </message>
    <message>
        <source>nothing (%L1 B came one step ago)</source>
        <translation>nada (%L1 B vieram um passo antes)</translation>
    </message>
    <message>
        <source>the sync of %1 failed</source>
        <translation>o sync de %1 falhou</translation>
    </message>
    <message>
        <source>%L1 B of %2</source>
        <translation>%L1 B de %2</translation>
    </message>
    <message>
        <source>%1 (nothing new)</source>
        <translation>%1 (nada novo)</translation>
    </message>
    <message>
        <source>the names in the directory</source>
        <translation>os nomes no diretório</translation>
    </message>
    <message>
        <source>names</source>
        <translation>nomes</translation>
    </message>
    <message>
        <source>%L1 facts in this step</source>
        <translation>%L1 fatos neste passo</translation>
    </message>
    <message>
        <source>… and %L1 more lines</source>
        <translation>… e mais %L1 linhas</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>não encontrada</translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 chave</translation>
    </message>
    <message>
        <source>%L1 keys</source>
        <translation>%L1 chaves</translation>
    </message>
    <message>
        <source>1 write</source>
        <translation>1 escrita</translation>
    </message>
    <message>
        <source>%L1 writes</source>
        <translation>%L1 escritas</translation>
    </message>
    <message>
        <source>%L1</source>
        <translation>%L1</translation>
    </message>
    <message>
        <source>%L1 and %L2</source>
        <translation>%L1 e %L2</translation>
    </message>
    <message>
        <source>%L1 to %L2</source>
        <translation>%L1 a %L2</translation>
    </message>
    <message>
        <source>older ones</source>
        <translation>anteriores</translation>
    </message>
    <message>
        <source>%1 comes back</source>
        <translation>%1 volta</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>excluída</translation>
    </message>
    <message>
        <source>Safe: </source>
        <translation>A salvo: </translation>
    </message>
    <message>
        <source>No sync has succeeded yet: nothing is promised.</source>
        <translation>Nenhum sync deu certo ainda: nada é garantido.</translation>
    </message>
    <message>
        <source>Lost: </source>
        <translation>Perdido: </translation>
    </message>
    <message>
        <source>The compaction loses nothing</source>
        <translation>A compactação não perde nada</translation>
    </message>
    <message>
        <source>Its inputs are whole and on the platter. An unfinished copy is deleted when the engine opens.</source>
        <translation>As entradas dela estão inteiras e persistidas. Uma cópia inacabada é apagada quando o motor abre.</translation>
    </message>
    <message>
        <source>Inputs and copy are on the platter. Whichever name the disk kept, the engine opens with one of them.</source>
        <translation>Entradas e cópia estão persistidas. Qualquer que seja o nome que o disco guardou, o motor abre com uma delas.</translation>
    </message>
    <message>
        <source>The copy is on the platter under its name and takes the place of its inputs. What is left of them is deleted when the engine opens.</source>
        <translation>A cópia está persistida com o nome definitivo e toma o lugar das entradas. O que restar delas é apagado quando o motor abre.</translation>
    </message>
    <message>
        <source>As before: </source>
        <translation>Como antes: </translation>
    </message>
    <message>
        <source>%1 may be lost that was never synced.</source>
        <translation>pode haver perda de %1 sem sync.</translation>
    </message>
    <message>
        <source>%L1 B may be lost</source>
        <translation>%L1 B em risco de perda</translation>
    </message>
    <message>
        <source>Too much data to recover at every moment: keys are not listed.</source>
        <translation>Dados demais para recuperar a cada momento: as chaves não são listadas.</translation>
    </message>
    <message>
        <source>Nothing would be lost</source>
        <translation>Nada se perderia</translation>
    </message>
    <message>
        <source>No database is open</source>
        <translation>Nenhum banco está aberto</translation>
    </message>
    <message>
        <source>So nothing is written that a power cut could take.</source>
        <translation>Portanto nada está escrito que uma queda de energia possa levar.</translation>
    </message>
    <message>
        <source>Nothing is written yet</source>
        <translation>Nada foi escrito ainda</translation>
    </message>
    <message>
        <source>The engine would refuse to open</source>
        <translation>O motor se recusaria a abrir</translation>
    </message>
    <message>
        <source>The engine refuses it: </source>
        <translation>O motor recusa: </translation>
    </message>
    <message>
        <source>the machine’s limit</source>
        <translation>o limite da máquina</translation>
    </message>
    <message>
        <source>Nothing was measured. The table says why.</source>
        <translation>Nada foi medido. A tabela diz por quê.</translation>
    </message>
    <message>
        <source>operations a second</source>
        <translation>operações por segundo</translation>
    </message>
    <message>
        <source>These workloads are one long operation each: they have no latencies.</source>
        <translation>Cada uma destas cargas é uma única operação longa: elas não têm latências.</translation>
    </message>
    <message>
        <source>time an operation takes</source>
        <translation>tempo que uma operação leva</translation>
    </message>
    <message>
        <source>No workload was measured with several numbers of keys.
Write them with commas between, for example 10000,100000,1000000.</source>
        <translation>Nenhuma carga foi medida com vários números de chaves.
Escreva-os separados por vírgulas, por exemplo 10000,100000,1000000.</translation>
    </message>
    <message>
        <source>Nothing was measured of it. The table says why.</source>
        <translation>Nada foi medido dela. A tabela diz por quê.</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>chaves</translation>
    </message>
    <message>
        <source>A plot is saved as .png, .svg or .pdf; %1 ends otherwise.</source>
        <translation>Um gráfico é salvo como .png, .svg ou .pdf; %1 termina de outro jeito.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 não pôde ser escrito: %2.</translation>
    </message>
    <message>
        <source>1 operation was too fast to be kept: %L1 with the gaps before.</source>
        <translation>1 operação foi rápida demais para ser guardada: %L1 com as lacunas anteriores.</translation>
    </message>
    <message>
        <source>%L1 operations were too fast to be kept: %L2 with the gaps before.</source>
        <translation>%L1 operações foram rápidas demais para serem guardadas: %L2 com as lacunas anteriores.</translation>
    </message>
    <message>
        <source>1 operation was too fast to be kept.</source>
        <translation>1 operação foi rápida demais para ser guardada.</translation>
    </message>
    <message>
        <source>%L1 operations were too fast to be kept.</source>
        <translation>%L1 operações foram rápidas demais para serem guardadas.</translation>
    </message>
    <message>
        <source>operations %1</source>
        <comment>a list of numbers</comment>
        <translation>operações %1</translation>
    </message>
    <message>
        <source>operation %1</source>
        <comment>a number</comment>
        <translation>operação %1</translation>
    </message>
    <message>
        <source>%1, because of the sync in operation %L2.</source>
        <translation>%1, por causa do sync na operação %L2.</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>operations that are safe</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>operations that are lost</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 may be lost · %L2 B</source>
        <translation>%1 em risco de perda · %L2 B</translation>
    </message>
    <message>
        <source>%1 may be lost · %L2 B in the process</source>
        <translation>%1 em risco de perda · %L2 B no processo</translation>
    </message>
    <message>
        <source>If the power fails now: %1</source>
        <translation>Se a energia cair agora: %1</translation>
    </message>
    <message>
        <source>the first branch: %L1 lines</source>
        <translation>o primeiro ramo: %L1 linhas</translation>
    </message>
    <message>
        <source>from %1, amid line %L2: %L3 lines</source>
        <translation>de %1, no meio da linha %L2: %L3 linhas</translation>
    </message>
    <message>
        <source>from %1, behind line %L2: %L3 lines</source>
        <translation>de %1, depois da linha %L2: %L3 linhas</translation>
    </message>
    <message>
        <source>%1, an operation takes %2 (median of %3 rounds: %4 to %5)</source>
        <translation>%1, uma operação leva %2 (mediana de %3 rodadas: %4 a %5)</translation>
    </message>
    <message>
        <source>“%1” is no hexadecimal digit.</source>
        <translation>“%1” não é um dígito hexadecimal.</translation>
    </message>
    <message>
        <source>A byte has two hexadecimal digits: one is missing.</source>
        <translation>Um byte tem dois dígitos hexadecimais: falta um.</translation>
    </message>
    <message>
        <source>An offset: 125, 0x7D, +16, -0x10 or end.</source>
        <translation>Um offset: 125, 0x7D, +16, -0x10 ou end.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Este arquivo está vazio.</translation>
    </message>
    <message>
        <source>“%1” is no offset: 125, 0x7D, +16, -0x10 or end is one.</source>
        <translation>“%1” não é um offset: 125, 0x7D, +16, -0x10 ou end seriam.</translation>
    </message>
    <message>
        <source>That would be %1 bytes before the file begins.</source>
        <translation>Isso seria %1 bytes antes do início do arquivo.</translation>
    </message>
    <message>
        <source>The file ends before: its last byte is at 0x%1.</source>
        <translation>O arquivo termina antes: o último byte dele está em 0x%1.</translation>
    </message>
    <message>
        <source>read from the disk: no session has written this file, so nobody knows who did</source>
        <translation>lido do disco: nenhuma sessão escreveu este arquivo, então não se sabe quem foi</translation>
    </message>
    <message>
        <source>%1 @ %2 · %3 bytes · dead</source>
        <translation>%1 @ %2 · %3 bytes · morto</translation>
    </message>
    <message>
        <source>the first branch: 1 line</source>
        <translation>o primeiro ramo: 1 linha</translation>
    </message>
    <message>
        <source>from %1, amid line %L2: 1 line</source>
        <translation>de %1, no meio da linha %L2: 1 linha</translation>
    </message>
    <message>
        <source>from %1, behind line %L2: 1 line</source>
        <translation>de %1, depois da linha %L2: 1 linha</translation>
    </message>
    <message>
        <source>create</source>
        <translation>criação</translation>
    </message>
    <message>
        <source>the creation of %1</source>
        <translation>a criação de %1</translation>
    </message>
    <message>
        <source>write</source>
        <translation>escrita</translation>
    </message>
    <message>
        <source>a write of 1 byte at %1 of %2</source>
        <translation>uma escrita de 1 byte em %1 de %2</translation>
    </message>
    <message>
        <source>a write of %L1 bytes at %2 of %3</source>
        <translation>uma escrita de %L1 bytes em %2 de %3</translation>
    </message>
    <message>
        <source>change of size</source>
        <translation>mudança de tamanho</translation>
    </message>
    <message>
        <source>the change of %1 to %L2 bytes</source>
        <translation>a mudança de %1 para %L2 bytes</translation>
    </message>
    <message>
        <source>a sync of %1</source>
        <translation>um sync de %1</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>renomeação</translation>
    </message>
    <message>
        <source>the renaming of %1 to %2</source>
        <translation>a renomeação de %1 para %2</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>remoção</translation>
    </message>
    <message>
        <source>the removal of %1</source>
        <translation>a remoção de %1</translation>
    </message>
    <message>
        <source>directory sync</source>
        <translation>sync do diretório</translation>
    </message>
    <message>
        <source>a sync of the directory</source>
        <translation>um sync do diretório</translation>
    </message>
    <message>
        <source>The beginning of this line was dropped from the history, so its changes cannot be counted: cut the power at its end.</source>
        <translation>O início desta linha foi descartado do histórico, então as mudanças dela não podem ser contadas: corte a energia no fim dela.</translation>
    </message>
    <message>
        <source>A part of this line was too fast to be kept, so its changes cannot be counted: cut the power at its end.</source>
        <translation>Uma parte desta linha foi rápida demais para ser guardada, então as mudanças dela não podem ser contadas: corte a energia no fim dela.</translation>
    </message>
    <message>
        <source>Whatever was promised, and everything before it, is there after a power cut.</source>
        <translation>O que foi prometido, e tudo antes disso, está lá depois de uma queda de energia.</translation>
    </message>
    <message>
        <source>Bytes are a record only where they were written as one.</source>
        <translation>Bytes só são um registro onde foram escritos como registro.</translation>
    </message>
    <message>
        <source>A compaction changes no answer, wherever the power fails.</source>
        <translation>Uma compactação não muda nenhuma resposta, onde quer que a energia caia.</translation>
    </message>
    <message>
        <source>Damage is told from a torn tail, and never cut off in silence.</source>
        <translation>O dano é distinguido de uma cauda rasgada, e nunca cortado em silêncio.</translation>
    </message>
    <message>
        <source>What an opening showed is final: nothing that was cut off returns.</source>
        <translation>O que uma abertura mostrou é definitivo: nada do que foi cortado volta.</translation>
    </message>
    <message>
        <source>A failed operation is absent, or whole; after a failed sync nothing is promised.</source>
        <translation>Uma operação que falhou está ausente, ou inteira; depois de um sync que falhou nada é prometido.</translation>
    </message>
    <message>
        <source>no checksum check</source>
        <translation>sem verificação de checksum</translation>
    </message>
    <message>
        <source>Records are believed without checking their checksum.</source>
        <translation>Os registros são aceitos sem verificar o checksum.</translation>
    </message>
    <message>
        <source>no sync at roll-over</source>
        <translation>sem sync na rotação</translation>
    </message>
    <message>
        <source>The next segment begins before the old one is synced.</source>
        <translation>O próximo segmento começa antes de o antigo receber um sync.</translation>
    </message>
    <message>
        <source>compactions are published early</source>
        <translation>compactações publicadas cedo demais</translation>
    </message>
    <message>
        <source>A compaction is published before the records that superseded what it left out are synced.</source>
        <translation>Uma compactação é publicada antes de receberem um sync os registros que substituíram o que ela deixou de fora.</translation>
    </message>
    <message>
        <source>inputs are removed early</source>
        <translation>entradas removidas cedo demais</translation>
    </message>
    <message>
        <source>A compaction removes its inputs before its output is synced.</source>
        <translation>Uma compactação remove as entradas antes de a saída receber um sync.</translation>
    </message>
    <message>
        <source>tombstones are dropped early</source>
        <translation>tombstones descartados cedo demais</translation>
    </message>
    <message>
        <source>A compaction leaves tombstones behind that are still needed.</source>
        <translation>Uma compactação deixa para trás tombstones que ainda são necessários.</translation>
    </message>
    <message>
        <source>no directory sync</source>
        <translation>sem sync do diretório</translation>
    </message>
    <message>
        <source>The directory is never synced: names of files may be lost.</source>
        <translation>O diretório nunca recebe um sync: nomes de arquivos podem se perder.</translation>
    </message>
    <message>
        <source>batches without a commit mark</source>
        <translation>lotes sem marca de commit</translation>
    </message>
    <message>
        <source>The members of a batch count one by one.</source>
        <translation>Os membros de um lote valem um por um.</translation>
    </message>
    <message>
        <source>A batch is all there, or not at all.</source>
        <translation>Um lote está lá inteiro, ou não está.</translation>
    </message>
    <message>
        <source>no “synced up to here”</source>
        <translation>sem “com sync até aqui”</translation>
    </message>
    <message>
        <source>Nothing in the log says what was synced: damage looks like a torn tail.</source>
        <translation>Nada no log diz o que recebeu um sync: dano parece cauda rasgada.</translation>
    </message>
    <message>
        <source>recovery’s cut is not synced</source>
        <translation>corte da recuperação sem sync</translation>
    </message>
    <message>
        <source>What recovery cuts off is not synced before it answers.</source>
        <translation>O que a recuperação corta não recebe um sync antes da resposta.</translation>
    </message>
    <message>
        <source>no repair after a short write</source>
        <translation>sem reparo após uma escrita curta</translation>
    </message>
    <message>
        <source>After a short write the next record goes behind the torn one.</source>
        <translation>Após uma escrita curta, o próximo registro vai para depois do rasgado.</translation>
    </message>
    <message>
        <source>a failed sync is forgotten</source>
        <translation>sync que falhou é esquecido</translation>
    </message>
    <message>
        <source>A sync after a failed one answers as if all were well.</source>
        <translation>Um sync depois de um que falhou responde como se tudo estivesse bem.</translation>
    </message>
    <message>
        <source>checksums are not bound</source>
        <translation>checksums sem vínculo</translation>
    </message>
    <message>
        <source>Checksums are not bound to database, file life and offset.</source>
        <translation>Os checksums não são vinculados ao banco, à vida do arquivo e ao offset.</translation>
    </message>
    <message>
        <source>hints are not bound</source>
        <translation>hints sem vínculo</translation>
    </message>
    <message>
        <source>A hint file is believed whatever log it was written for.</source>
        <translation>Um arquivo de hint é aceito, qualquer que seja o log para o qual foi escrito.</translation>
    </message>
    <message>
        <source>Hints are caches: they change no answer.</source>
        <translation>Hints são caches: não mudam nenhuma resposta.</translation>
    </message>
    <message>
        <source>no lock</source>
        <translation>sem trava</translation>
    </message>
    <message>
        <source>The directory is not locked: two writers may have it.</source>
        <translation>O diretório não é travado: dois escritores podem usá-lo.</translation>
    </message>
    <message>
        <source>There is one writer at a time.</source>
        <translation>Há um escritor por vez.</translation>
    </message>
    <message>
        <source>read-only repairs</source>
        <translation>só leitura faz reparos</translation>
    </message>
    <message>
        <source>Opening for reading cuts torn tails, too.</source>
        <translation>Abrir só para leitura também corta caudas rasgadas.</translation>
    </message>
    <message>
        <source>Opening for reading changes nothing.</source>
        <translation>Abrir só para leitura não muda nada.</translation>
    </message>
    <message>
        <source>unreadable is not found</source>
        <translation>ilegível vira não encontrada</translation>
    </message>
    <message>
        <source>A get of an unreadable record answers that there is none.</source>
        <translation>Um get de um registro ilegível responde que não há nenhum.</translation>
    </message>
    <message>
        <source>What cannot be read is named, never taken for absent.</source>
        <translation>O que não pode ser lido é nomeado, nunca dado por ausente.</translation>
    </message>
    <message>
        <source>salvage halves batches</source>
        <translation>salvamento parte lotes</translation>
    </message>
    <message>
        <source>Salvage keeps members of damaged batches.</source>
        <translation>O salvamento mantém membros de lotes danificados.</translation>
    </message>
    <message>
        <source>Broken on purpose: %1.</source>
        <translation>Quebrado de propósito: %1.</translation>
    </message>
    <message>
        <source>%1 It breaks this promise: %2</source>
        <translation>%1 Isso quebra esta promessa: %2</translation>
    </message>
    <message>
        <source>Bit %1: %2 becomes %3</source>
        <translation>Bit %1: %2 vira %3</translation>
    </message>
    <message>
        <source>changed by hand by op %1</source>
        <translation>alterado à mão pela op %1</translation>
    </message>
    <message>
        <source>%1 is created</source>
        <translation>%1 é criado</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>%1 é removido</translation>
    </message>
    <message>
        <source>%1 is renamed to %2</source>
        <translation>%1 é renomeado para %2</translation>
    </message>
    <message>
        <source>%1 and %L2 more</source>
        <translation>%1 e mais %L2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 e %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Recovery refuses to open: %1</source>
        <translation>A recuperação se recusa a abrir: %1</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>Nada se perde.</translation>
    </message>
    <message>
        <source>%1 is not what was promised</source>
        <translation>%1 não é o que foi prometido</translation>
    </message>
    <message>
        <source>%1 are not what was promised</source>
        <translation>%1 não são o que foi prometido</translation>
    </message>
    <message>
        <source>%1 come back</source>
        <translation>%1 voltam</translation>
    </message>
    <message>
        <source>%1 stays deleted</source>
        <translation>%1 continua excluída</translation>
    </message>
    <message>
        <source>%1 stay deleted</source>
        <translation>%1 continuam excluídas</translation>
    </message>
    <message>
        <source>%1 has an older value</source>
        <translation>%1 tem um valor mais antigo</translation>
    </message>
    <message>
        <source>%1 have older values</source>
        <translation>%1 têm valores mais antigos</translation>
    </message>
    <message>
        <source>%1 is there again</source>
        <translation>%1 reaparece</translation>
    </message>
    <message>
        <source>%1 are there again</source>
        <translation>%1 reaparecem</translation>
    </message>
    <message>
        <source>%1 is lost</source>
        <translation>%1 se perde</translation>
    </message>
    <message>
        <source>%1 are lost</source>
        <translation>%1 se perdem</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>A promise is broken.</source>
        <translation>Uma promessa foi quebrada.</translation>
    </message>
    <message>
        <source>It must: bytes were changed.</source>
        <translation>Deve mesmo recusar: bytes foram alterados.</translation>
    </message>
    <message>
        <source>No promise broken.</source>
        <translation>Nenhuma promessa quebrada.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>recusada</translation>
    </message>
    <message>
        <source>to open</source>
        <translation>a abertura</translation>
    </message>
    <message>
        <source>a gap</source>
        <translation>uma lacuna</translation>
    </message>
    <message>
        <source>promise broken</source>
        <translation>promessa quebrada</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tudo</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>está lá</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>volta</translation>
    </message>
    <message>
        <source>both</source>
        <translation>ambas</translation>
    </message>
    <message>
        <source>all %L1</source>
        <translation>todas as %L1</translation>
    </message>
    <message>
        <source>come back</source>
        <translation>voltam</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 de %L2</translation>
    </message>
    <message>
        <source>Only a simulated disk can lose its power here: choose one in the menu of the engine, or type “use log”.</source>
        <translation>Só um disco simulado pode ficar sem energia aqui: escolha um no menu do motor ou digite “use log”.</translation>
    </message>
    <message>
        <source>What was done to this disk before is not in the history any more. Behind the next sync the power can be cut here.</source>
        <translation>O que foi feito antes neste disco não está mais no histórico. Depois do próximo sync a energia pode ser cortada aqui.</translation>
    </message>
    <message>
        <source>History has a gap before this moment, and what was written in it and is still pending is not known. Behind the next sync the power can be cut here.</source>
        <translation>O histórico tem uma lacuna antes deste momento, e não se sabe o que foi escrito nela e ainda está pendente. Depois do próximo sync a energia pode ser cortada aqui.</translation>
    </message>
    <message>
        <source>Too much was done to this disk to show what of it is pending. In the console “crash” cuts the power all the same.</source>
        <translation>Foi feito demais neste disco para mostrar o que está pendente. No console, “crash” corta a energia mesmo assim.</translation>
    </message>
    <message>
        <source>deleted</source>
        <comment>a key&apos;s value</comment>
        <translation>excluída</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>was promised</comment>
        <translation>nada</translation>
    </message>
    <message>
        <source>synced</source>
        <comment>was promised</comment>
        <translation>com sync</translation>
    </message>
    <message>
        <source>handed over</source>
        <comment>was promised</comment>
        <translation>entregue</translation>
    </message>
    <message>
        <source>in flight</source>
        <comment>was promised</comment>
        <translation>em andamento</translation>
    </message>
    <message>
        <source>%1, batch %2</source>
        <translation>%1, lote %2</translation>
    </message>
    <message>
        <source>broken promise: lost</source>
        <translation>promessa quebrada: perdida</translation>
    </message>
    <message>
        <source>broken promise: older value</source>
        <translation>promessa quebrada: valor mais antigo</translation>
    </message>
    <message>
        <source>broken promise: undeleted</source>
        <translation>promessa quebrada: reapareceu</translation>
    </message>
    <message>
        <source>broken promise: a gap</source>
        <translation>promessa quebrada: uma lacuna</translation>
    </message>
    <message>
        <source>broken promise: half a batch</source>
        <translation>promessa quebrada: meio lote</translation>
    </message>
    <message>
        <source>broken promise: forged</source>
        <translation>promessa quebrada: valor forjado</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>ainda não lida</translation>
    </message>
    <message>
        <source>an older copy so far</source>
        <translation>por ora, uma cópia anterior</translation>
    </message>
    <message>
        <source>back</source>
        <comment>a key after recovery</comment>
        <translation>voltou</translation>
    </message>
    <message>
        <source>still deleted</source>
        <translation>continua excluída</translation>
    </message>
    <message>
        <source>back, by luck</source>
        <translation>voltou, por sorte</translation>
    </message>
    <message>
        <source>still deleted, by luck</source>
        <translation>continua excluída, por sorte</translation>
    </message>
    <message>
        <source>as before the write</source>
        <translation>como antes da escrita</translation>
    </message>
    <message>
        <source>the new value, by luck</source>
        <translation>o valor novo, por sorte</translation>
    </message>
    <message>
        <source>lost, as allowed</source>
        <translation>perdida, como permitido</translation>
    </message>
    <message>
        <source>older value, as allowed</source>
        <translation>valor mais antigo, como permitido</translation>
    </message>
    <message>
        <source>undeleted, as allowed</source>
        <translation>reapareceu, como permitido</translation>
    </message>
    <message>
        <source>older value, by damage</source>
        <translation>valor mais antigo, por dano</translation>
    </message>
    <message>
        <source>lost by damage</source>
        <translation>perdida por dano</translation>
    </message>
    <message>
        <source>open refused</source>
        <translation>abertura recusada</translation>
    </message>
    <message>
        <source>It was promised, and it is not there.</source>
        <translation>Foi prometida, e não está lá.</translation>
    </message>
    <message>
        <source>Its newest value was promised, and an older one came back: “%1”.</source>
        <translation>O valor mais novo foi prometido, e voltou um mais antigo: “%1”.</translation>
    </message>
    <message>
        <source>Its deletion was promised, and the key is back.</source>
        <translation>A exclusão foi prometida, e a chave voltou.</translation>
    </message>
    <message>
        <source>It came back, but %1 of operation %2 did not, which was written before it: what comes back may have no gap.</source>
        <translation>Ela voltou, mas %1 da operação %2 não, embora escrita antes dela: o que volta não pode ter lacuna.</translation>
    </message>
    <message>
        <source>It came back, but %1 did not, which was written before it: what comes back may have no gap.</source>
        <translation>Ela voltou, mas %1 não, embora escrita antes dela: o que volta não pode ter lacuna.</translation>
    </message>
    <message>
        <source>It came back, but %1 of the same batch did not: a batch is one operation, all or nothing.</source>
        <translation>Ela voltou, mas %1 do mesmo lote não: um lote é uma só operação, tudo ou nada.</translation>
    </message>
    <message>
        <source>Nobody ever wrote “%1” there: recovery may show nothing that was not written.</source>
        <translation>Ninguém nunca escreveu “%1” ali: a recuperação não pode mostrar nada que não foi escrito.</translation>
    </message>
    <message>
        <source>Recovery may show nothing that was not written.</source>
        <translation>A recuperação não pode mostrar nada que não foi escrito.</translation>
    </message>
    <message>
        <source>A sync has covered operation %1, or said so: no power cut may take it.</source>
        <translation>Um sync cobriu a operação %1, ou disse que cobriu: nenhuma queda de energia pode levá-la.</translation>
    </message>
    <message>
        <source>It was there when the database was opened: what an open showed is final.</source>
        <translation>Estava lá quando o banco foi aberto: o que uma abertura mostrou é definitivo.</translation>
    </message>
    <message>
        <source>The operating system had operation %1: the end of a process may not take it.</source>
        <translation>O sistema operacional tinha a operação %1: o fim de um processo não pode levá-la.</translation>
    </message>
    <message>
        <source>Operation %1 is accepted, and no sync has covered it: a power cut may take it, with all newer ones.</source>
        <translation>A operação %1 foi aceita, e nenhum sync a cobriu: uma queda de energia pode levá-la, com todas as mais novas.</translation>
    </message>
    <message>
        <source>Operation %1 has not answered: after a power cut it is there as a whole, or not at all.</source>
        <translation>A operação %1 não respondeu: depois de uma queda de energia ela está lá inteira, ou não está.</translation>
    </message>
    <message>
        <source>Recovery has read an older record of it; a newer one may still come.</source>
        <translation>A recuperação leu um registro mais antigo dela; um mais novo ainda pode vir.</translation>
    </message>
    <message>
        <source>No sync had covered operation %1. The disk kept it all the same: nobody may count on that.</source>
        <translation>Nenhum sync tinha coberto a operação %1. O disco a guardou mesmo assim: ninguém pode contar com isso.</translation>
    </message>
    <message>
        <source>Operation %1 was in flight, and is not there: nobody was told that it was.</source>
        <translation>A operação %1 estava em andamento, e não está lá: ninguém foi avisado de que estava.</translation>
    </message>
    <message>
        <source>Operation %1 had not answered, and is there as a whole: both is allowed.</source>
        <translation>A operação %1 não tinha respondido, e está lá inteira: as duas coisas são permitidas.</translation>
    </message>
    <message>
        <source>A sync is a promise. Without one the engine may lose the newest writes, but only the newest, and it never makes one up.</source>
        <translation>Um sync é uma promessa. Sem ele o motor pode perder as escritas mais novas, mas só as mais novas, e nunca inventa uma.</translation>
    </message>
    <message>
        <source>Bytes were changed on the disk: that is no power cut, and no engine can promise against it.</source>
        <translation>Bytes foram alterados no disco: isso não é queda de energia, e nenhum motor pode prometer nada contra isso.</translation>
    </message>
    <message>
        <source>Open refused: nothing is shown, and nothing was changed.</source>
        <translation>Abertura recusada: nada é mostrado, e nada foi alterado.</translation>
    </message>
    <message>
        <source>This database is too large to be judged key by key at every moment.</source>
        <translation>Este banco é grande demais para ser julgado chave por chave a cada momento.</translation>
    </message>
    <message>
        <source>History has a gap: what was written in it is not known, so nothing can be judged.</source>
        <translation>O histórico tem uma lacuna: não se sabe o que foi escrito nela, então nada pode ser julgado.</translation>
    </message>
    <message>
        <source>The beginning of this history was dropped: what was promised before is not known.</source>
        <translation>O início deste histórico foi descartado: não se sabe o que foi prometido antes.</translation>
    </message>
    <message>
        <source>%L1 of %L2 synced keys are right</source>
        <translation>%L1 de %L2 chaves com sync estão certas</translation>
    </message>
    <message>
        <source>%L1 of %L2 promised keys are right</source>
        <translation>%L1 de %L2 chaves prometidas estão certas</translation>
    </message>
    <message>
        <source>No: what came back was never written</source>
        <translation>Não: o que voltou nunca foi escrito</translation>
    </message>
    <message>
        <source>No: half a batch came back</source>
        <translation>Não: voltou meio lote</translation>
    </message>
    <message>
        <source>No: %1</source>
        <comment>a verdict</comment>
        <translation>Não: %1</translation>
    </message>
    <message>
        <source>No: what came back has a gap</source>
        <translation>Não: o que voltou tem uma lacuna</translation>
    </message>
    <message>
        <source>Not decided: open failed</source>
        <translation>Sem veredito: a abertura falhou</translation>
    </message>
    <message>
        <source>Open refused, as it must: bytes were changed</source>
        <translation>Abertura recusada, como deve ser: bytes foram alterados</translation>
    </message>
    <message>
        <source>No: open refuses, though only the power failed</source>
        <translation>Não: a abertura é recusada, embora só a energia tenha caído</translation>
    </message>
    <message>
        <source>Closed: every key is promised</source>
        <translation>Fechado: toda chave está prometida</translation>
    </message>
    <message>
        <source>The process has ended: open shows what is there</source>
        <translation>O processo terminou: a abertura mostra o que há</translation>
    </message>
    <message>
        <source>The power has failed: open shows what is there</source>
        <translation>A energia caiu: a abertura mostra o que há</translation>
    </message>
    <message>
        <source>On the left is what was promised. What comes back is known when recovery has read the disk.</source>
        <translation>À esquerda está o que foi prometido. O que volta se sabe quando a recuperação tiver lido o disco.</translation>
    </message>
    <message>
        <source>If the power failed now: %L1 of %L2 keys are promised</source>
        <translation>Se a energia caísse agora: %L1 de %L2 chaves estão prometidas</translation>
    </message>
    <message>
        <source>Cut the power to see which of the others come back.</source>
        <translation>Corte a energia para ver quais das outras voltam.</translation>
    </message>
    <message>
        <source>So far: %L1 of %L2 synced keys are back</source>
        <translation>Até aqui: %L1 de %L2 chaves com sync voltaram</translation>
    </message>
    <message>
        <source>Recovery has not read everything yet.</source>
        <translation>A recuperação ainda não leu tudo.</translation>
    </message>
    <message>
        <source>By damage, not by a power cut: %1</source>
        <translation>Por dano, não por queda de energia: %1</translation>
    </message>
    <message>
        <source>Yes: nothing was promised, and nothing was made up</source>
        <translation>Sim: nada foi prometido, e nada foi inventado</translation>
    </message>
    <message>
        <source>Yes: %1</source>
        <comment>a verdict</comment>
        <translation>Sim: %1</translation>
    </message>
    <message>
        <source>Nothing has been promised yet</source>
        <translation>Nada foi prometido ainda</translation>
    </message>
    <message>
        <source>Put keys, sync, and cut the power: each key is listed here with what was promised and what came back.</source>
        <translation>Faça put de chaves e um sync, e corte a energia: cada chave é listada aqui com o que foi prometido e o que voltou.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Não se sabe</translation>
    </message>
    <message>
        <source>No key has been written</source>
        <translation>Nenhuma chave foi escrita</translation>
    </message>
    <message>
        <source>Was every promise kept? %1</source>
        <translation>Todas as promessas foram cumpridas? %1</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nada novo</translation>
    </message>
    <message>
        <source>a part</source>
        <translation>uma parte</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>tudo</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>cerca de %1</translation>
    </message>
    <message>
        <source>write %1</source>
        <translation>escrita %1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 perdida</translation>
    </message>
    <message>
        <source>%1 torn</source>
        <translation>%1 rasgada</translation>
    </message>
    <message>
        <source>%1 whole</source>
        <translation>%1 inteira</translation>
    </message>
    <message>
        <source>%L1 more</source>
        <translation>mais %L1</translation>
    </message>
    <message>
        <source>Without the length or the name of the file, less.</source>
        <translation>Sem o tamanho ou o nome do arquivo, menos.</translation>
    </message>
    <message>
        <source>1 outcome</source>
        <translation>1 desfecho</translation>
    </message>
    <message>
        <source>%L1 outcomes</source>
        <translation>%L1 desfechos</translation>
    </message>
    <message>
        <source>%1: no disk is left like this</source>
        <translation>%1: nenhum disco fica assim</translation>
    </message>
    <message>
        <source>A promise is broken: recovery refuses what a power cut may leave.</source>
        <translation>Uma promessa é quebrada: a recuperação recusa o que uma queda de energia pode deixar.</translation>
    </message>
    <message>
        <source>A promise is broken: %1</source>
        <translation>Uma promessa é quebrada: %1</translation>
    </message>
    <message>
        <source>%1 behind a hole is given up, too: a prefix comes back, never a gap.</source>
        <translation>%1 depois de um buraco também se vai: volta um prefixo, nunca uma lacuna.</translation>
    </message>
    <message>
        <source>Whatever the disk keeps, the answer is the same.</source>
        <translation>Seja o que for que o disco guarde, a resposta é a mesma.</translation>
    </message>
    <message>
        <source>A prefix of what was done comes back, never a gap.</source>
        <translation>Volta um prefixo do que foi feito, nunca uma lacuna.</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recuperação</translation>
    </message>
    <message>
        <source>segment %L1</source>
        <translation>segmento %L1</translation>
    </message>
    <message>
        <source>before a step of the recovery</source>
        <translation>antes de um passo da recuperação</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Its bytes match its checksum: the index points at it.</source>
        <translation>Os bytes conferem com o checksum: o índice aponta para ele.</translation>
    </message>
    <message>
        <source>Cut here</source>
        <translation>Cortar aqui</translation>
    </message>
    <message>
        <source>It was being written when the power failed: the file ends before it.</source>
        <translation>Estava sendo escrito quando a energia caiu: o arquivo termina antes dele.</translation>
    </message>
    <message>
        <source>Refuse to open</source>
        <translation>Recusar a abertura</translation>
    </message>
    <message>
        <source>It was synced and is unreadable: that is damage, and no power cut.</source>
        <translation>Passou por um sync e está ilegível: isso é dano, e não queda de energia.</translation>
    </message>
    <message>
        <source>Use another copy</source>
        <translation>Usar outra cópia</translation>
    </message>
    <message>
        <source>Another record of %1 is newer, and this one is left aside.</source>
        <translation>Outro registro de %1 é mais novo, e este é deixado de lado.</translation>
    </message>
    <message>
        <source>The power failed, and recovery is done. What will get %1 answer?</source>
        <translation>A energia caiu, e a recuperação terminou. O que get %1 vai responder?</translation>
    </message>
    <message>
        <source>After a crash</source>
        <translation>Depois de uma queda</translation>
    </message>
    <message>
        <source>before a read after a crash</source>
        <translation>antes de uma leitura após uma queda</translation>
    </message>
    <message>
        <source>The newest value that was ever put.</source>
        <translation>O valor mais novo já escrito por um put.</translation>
    </message>
    <message>
        <source>A value of before.</source>
        <translation>Um valor anterior.</translation>
    </message>
    <message>
        <source>The newest record cannot be read, and the engine says so.</source>
        <translation>O registro mais novo não pode ser lido, e o motor diz isso.</translation>
    </message>
    <message>
        <source>No record of it is left, or it was deleted.</source>
        <translation>Não resta registro dela, ou ela foi excluída.</translation>
    </message>
    <message>
        <source>It answers: %1.</source>
        <translation>Responde: %1.</translation>
    </message>
    <message>
        <source>The power failed, and recovery is done. How many entries will a scan show?</source>
        <translation>A energia caiu, e a recuperação terminou. Quantas entradas um scan vai mostrar?</translation>
    </message>
    <message>
        <source>As many as before the power failed.</source>
        <translation>Tantas quantas antes da queda de energia.</translation>
    </message>
    <message>
        <source>Those whose records survived.</source>
        <translation>Aquelas cujos registros sobreviveram.</translation>
    </message>
    <message>
        <source>One for each key that the log tells of.</source>
        <translation>Uma para cada chave de que o log fala.</translation>
    </message>
    <message>
        <source>None: nothing survived.</source>
        <translation>Nenhuma: nada sobreviveu.</translation>
    </message>
    <message numerus="yes">
        <source>It shows %n entry(ies).</source>
        <translation>
            <numerusform>Mostra %n entrada.</numerusform>
            <numerusform>Mostra %n entradas.</numerusform>
        </translation>
    </message>
    <message>
        <source>not found</source>
        <comment>what a get answers</comment>
        <translation>não encontrada</translation>
    </message>
    <message>
        <source>an error</source>
        <comment>what a command answers</comment>
        <translation>um erro</translation>
    </message>
    <message>
        <source>none</source>
        <comment>of several keys</comment>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>kept</source>
        <comment>by a disk whose power failed</comment>
        <translation>guardado</translation>
    </message>
    <message>
        <source>lost</source>
        <comment>by a disk whose power failed</comment>
        <translation>perdido</translation>
    </message>
    <message>
        <source>kept or lost</source>
        <comment>by a disk whose power failed</comment>
        <translation>guardado ou perdido</translation>
    </message>
    <message>
        <source>header</source>
        <comment>of a record</comment>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>zeros</source>
        <comment>bytes that fill</comment>
        <translation>zeros</translation>
    </message>
    <message>
        <source>index entry</source>
        <translation>entrada do índice</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 byte</translation>
    </message>
    <message>
        <source>%L1 bytes</source>
        <translation>%L1 bytes</translation>
    </message>
    <message>
        <source>power cut</source>
        <translation>queda de energia</translation>
    </message>
    <message>
        <source>process killed</source>
        <translation>morte do processo</translation>
    </message>
    <message>
        <source>power cut behind op %1</source>
        <translation>queda de energia depois da op %1</translation>
    </message>
    <message>
        <source>process killed behind op %1</source>
        <translation>morte do processo depois da op %1</translation>
    </message>
    <message>
        <source>what becomes of them is the question</source>
        <translation>o que será deles é a pergunta</translation>
    </message>
    <message>
        <source>What will recovery do with the record at %1 of segment %L2?</source>
        <translation>O que a recuperação vai fazer com o registro em %1 do segmento %L2?</translation>
    </message>
    <message>
        <source>recovery reads the record at %1</source>
        <translation>a recuperação lê o registro em %1</translation>
    </message>
    <message>
        <source>Recovery waits before this record. Decide first: the next step shows what it does.</source>
        <translation>A recuperação espera antes deste registro. Decida primeiro: o próximo passo mostra o que ela faz.</translation>
    </message>
    <message>
        <source>look at what the power could still take (%1)</source>
        <translation>ver o que a falta de energia ainda poderia levar (%1)</translation>
    </message>
    <message>
        <source>recovery opens the database (%1)</source>
        <translation>a recuperação abre o banco (%1)</translation>
    </message>
    <message>
        <source>look at the bytes of the file (%1)</source>
        <translation>ver os bytes do arquivo (%1)</translation>
    </message>
    <message>
        <source>a compaction copies what lives (%1)</source>
        <translation>uma compactação copia o que está vivo (%1)</translation>
    </message>
    <message>
        <source>It answers: **%1**</source>
        <translation>A resposta: **%1**</translation>
    </message>
    <message>
        <source>%1 comes back as %2</source>
        <translation>%1 volta como %2</translation>
    </message>
    <message>
        <source>A promise is broken if the power fails once more.</source>
        <translation>Uma promessa é quebrada se a energia cair mais uma vez.</translation>
    </message>
    <message>
        <source>as it was before</source>
        <comment>an older value of a key</comment>
        <translation>como era antes</translation>
    </message>
    <message>
        <source>stays deleted</source>
        <translation>continua apagada</translation>
    </message>
    <message>
        <source>stay deleted</source>
        <translation>continuam apagadas</translation>
    </message>
    <message>
        <source>the older value</source>
        <comment>was promised</comment>
        <translation>o valor mais antigo</translation>
    </message>
    <message>
        <source>deleted, as promised</source>
        <translation>apagada, como prometido</translation>
    </message>
    <message>
        <source>older value, as promised</source>
        <translation>valor mais antigo, como prometido</translation>
    </message>
    <message>
        <source>undeleted, as promised</source>
        <translation>de volta, como prometido</translation>
    </message>
    <message>
        <source>A sync had covered what was there before operation %1: that is promised, the newest is not.</source>
        <translation>Um sync cobriu o que havia antes da operação %1: isso está prometido, o mais novo não.</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mais de %1</translation>
    </message>
    <message>
        <source>not on the disk: %1</source>
        <translation>não está no disco: %1</translation>
    </message>
    <message>
        <source>on the disk: %1</source>
        <translation>no disco: %1</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 registro</translation>
    </message>
    <message>
        <source>%L1 records</source>
        <translation>%L1 registros</translation>
    </message>
    <message>
        <source>1 key answers</source>
        <translation>1 chave responde</translation>
    </message>
    <message>
        <source>%L1 keys answer</source>
        <translation>%L1 chaves respondem</translation>
    </message>
    <message>
        <source>power cut in %1</source>
        <translation>queda de energia em %1</translation>
    </message>
    <message>
        <source>process killed in %1</source>
        <translation>processo morto em %1</translation>
    </message>
    <message>
        <source>%L1 B of %2 by hand</source>
        <translation>%L1 B de %2 à mão</translation>
    </message>
    <message>
        <source>the same, at once</source>
        <translation>o mesmo, na hora</translation>
    </message>
    <message>
        <source>header</source>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>del %1</source>
        <translation>del %1</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::AboutBox</name>
    <message>
        <source>About Vitrine</source>
        <translation>Sobre o Vitrine</translation>
    </message>
    <message>
        <source>Vitrine %1</source>
        <translation>Vitrine %1</translation>
    </message>
    <message>
        <source>A database behind glass: it drives real storage engines and shows their insides while they work.</source>
        <translation>Um banco de dados atrás do vidro: aciona motores de armazenamento de verdade e mostra o que há dentro deles enquanto trabalham.</translation>
    </message>
    <message>
        <source>The program is free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). Its engines and everything else in core may also be used under the MIT licence. It comes without any warranty.</source>
        <translation>O programa é software livre sob a GNU General Public License, versão 3 ou posterior (GPL-3.0-or-later). Os motores e tudo o mais que está em core também podem ser usados sob a licença MIT. Vem sem nenhuma garantia.</translation>
    </message>
    <message>
        <source>It stands on Qt %1, QCustomPlot, fmt and isa-l; texts are set in Inter and JetBrains Mono.</source>
        <translation>Usa Qt %1, QCustomPlot, fmt e isa-l; os textos são compostos em Inter e JetBrains Mono.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Actions</name>
    <message>
        <source>Steps</source>
        <translation>Passos</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Banco de dados</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Exibir</translation>
    </message>
    <message>
        <source>Layouts</source>
        <translation>Layouts</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Painéis</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>This cannot act at the moment.</source>
        <translation>Isto não está disponível neste momento.</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Perguntas</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::AnswerCard</name>
    <message>
        <source>Hands for %1</source>
        <translation>Mãos para %1</translation>
    </message>
    <message>
        <source>How many hands are raised for %1: type a count, or leave it</source>
        <translation>Quantas mãos se levantam para %1: digite um número, ou deixe em branco</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>%1 (right)</source>
        <translation>%1 (certa)</translation>
    </message>
    <message>
        <source>%1 (wrong)</source>
        <translation>%1 (errada)</translation>
    </message>
    <message>
        <source>Choose %1 (key %1)</source>
        <translation>Escolhe %1 (tecla %1)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchChoice</name>
    <message>
        <source>Choose a workload.</source>
        <translation>Escolha uma carga de trabalho.</translation>
    </message>
    <message>
        <source>Choose an engine.</source>
        <translation>Escolha um motor.</translation>
    </message>
    <message>
        <source>Keys: 1 to 1000000000, or several such numbers with commas between.</source>
        <translation>Chaves: de 1 a 1000000000, ou vários desses números separados por vírgulas.</translation>
    </message>
    <message>
        <source>Rounds: a whole number from 1 to 1000.</source>
        <translation>Rodadas: um número inteiro de 1 a 1000.</translation>
    </message>
    <message>
        <source>The directory %1 is not there.</source>
        <translation>O diretório %1 não existe.</translation>
    </message>
    <message>
        <source>%1 is no directory.</source>
        <translation>%1 não é um diretório.</translation>
    </message>
    <message>
        <source>Nothing can be written in %1.</source>
        <translation>Não é possível escrever em %1.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchFields</name>
    <message>
        <source>is missing</source>
        <translation>está faltando</translation>
    </message>
    <message>
        <source>is not %1</source>
        <translation>não é %1</translation>
    </message>
    <message>
        <source>is not a number from 0 on</source>
        <translation>não é um número a partir de 0</translation>
    </message>
    <message>
        <source>is larger than anything that can be measured</source>
        <translation>é maior do que tudo o que se pode medir</translation>
    </message>
    <message>
        <source>is not a list of texts</source>
        <translation>não é uma lista de textos</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchPanel</name>
    <message>
        <source>Choose at the left and press Measure, or open a report that was saved.</source>
        <translation>Escolha à esquerda e clique em Medir, ou abra um relatório salvo.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>Em números</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Show a report that was saved</source>
        <translation>Mostra um relatório salvo</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <source>Save the whole report as JSON</source>
        <translation>Salva o relatório inteiro como JSON</translation>
    </message>
    <message>
        <source>Save plot…</source>
        <translation>Salvar gráfico…</translation>
    </message>
    <message>
        <source>Save the plot as PNG, SVG or PDF</source>
        <translation>Salva o gráfico como PNG, SVG ou PDF</translation>
    </message>
    <message>
        <source>The workload that is shown</source>
        <translation>A carga de trabalho mostrada</translation>
    </message>
    <message>
        <source>Bars from 0</source>
        <translation>Barras a partir de 0</translation>
    </message>
    <message>
        <source>An axis from 0, instead of one on which equal ratios are equally far apart</source>
        <translation>Um eixo a partir de 0, em vez de um em que razões iguais têm distâncias iguais</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Vazão</translation>
    </message>
    <message>
        <source>Operations a second, with the slowest and the fastest round</source>
        <translation>Operações por segundo, com a rodada mais lenta e a mais rápida</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latência</translation>
    </message>
    <message>
        <source>How long an operation takes: the usual, the rare and the longest</source>
        <translation>Quanto tempo uma operação leva: a comum, a rara e a mais longa</translation>
    </message>
    <message>
        <source>Over keys</source>
        <translation>Por chaves</translation>
    </message>
    <message>
        <source>How the time of an operation grows with the number of keys</source>
        <translation>Como o tempo de uma operação cresce com o número de chaves</translation>
    </message>
    <message>
        <source>The results come when the run has ended, or was cancelled.</source>
        <translation>Os resultados aparecem quando a execução termina ou é cancelada.</translation>
    </message>
    <message>
        <source>The report of %1, still shown while the next is measured.</source>
        <translation>O relatório de %1, ainda mostrado enquanto o próximo é medido.</translation>
    </message>
    <message>
        <source>What %1 printed</source>
        <translation>O que %1 imprimiu</translation>
    </message>
    <message>
        <source>Cancelled: %1 of %2 measurements were made until then, and are shown.</source>
        <translation>Cancelado: %1 de %2 medições foram feitas até ali, e são mostradas.</translation>
    </message>
    <message>
        <source>medians of %1 rounds, engines in turns</source>
        <translation>medianas de %1 rodadas, motores se revezando</translation>
    </message>
    <message>
        <source>one round</source>
        <translation>uma rodada</translation>
    </message>
    <message>
        <source>measured here at %1</source>
        <translation>medido aqui às %1</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, de %2</translation>
    </message>
    <message>
        <source>From 0</source>
        <translation>A partir de 0</translation>
    </message>
    <message>
        <source>Time over keys</source>
        <translation>Tempo por chaves</translation>
    </message>
    <message>
        <source>Open a report</source>
        <translation>Abrir um relatório</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>Relatórios (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Salvar o relatório</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Salvo como %1.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 não pôde ser escrito: %2.</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Salvar o gráfico</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchPlot</name>
    <message>
        <source>mark: p50 · box: to p99 · whisker: to p99.9 · ×: the longest</source>
        <translation>marca: p50 · caixa: até p99 · haste: até p99,9 · ×: o máximo</translation>
    </message>
    <message>
        <source>whiskers: slowest to fastest round</source>
        <translation>hastes: da rodada mais lenta à mais rápida</translation>
    </message>
    <message>
        <source>Plot of %1; the table has its values</source>
        <translation>Gráfico de %1; os valores estão na tabela</translation>
    </message>
    <message>
        <source>There is no plot to be saved yet.</source>
        <translation>Ainda não há gráfico para salvar.</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Vazão</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latência</translation>
    </message>
    <message>
        <source>Time over keys</source>
        <translation>Tempo por chaves</translation>
    </message>
    <message>
        <source>Vitrine, benchmark</source>
        <translation>Vitrine, benchmark</translation>
    </message>
    <message>
        <source>medians of %1 rounds</source>
        <translation>medianas de %1 rodadas</translation>
    </message>
    <message>
        <source>one round</source>
        <translation>uma rodada</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchProcess</name>
    <message>
        <source>Measuring is done by vitrine-cli, and it is not at %1: build it with “app/build.sh release vitrine-cli”, or put it beside this program.</source>
        <translation>Quem mede é o vitrine-cli, e ele não está em %1: compile-o com “app/build.sh release vitrine-cli” ou coloque-o ao lado deste programa.</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 não pôde ser iniciado: %2.</translation>
    </message>
    <message>
        <source>Cancelled before the first measurement was done: there is nothing to show.</source>
        <translation>Cancelado antes de terminar a primeira medição: não há nada para mostrar.</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2 (%3); what it had measured is lost.</source>
        <translation>%1 foi encerrado pelo sinal %2 (%3); o que tinha medido se perdeu.</translation>
    </message>
    <message>
        <source>%1 ended with status %2 and printed nothing.</source>
        <translation>%1 terminou com status %2 e não imprimiu nada.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchSetup</name>
    <message>
        <source>What to measure</source>
        <translation>O que medir</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>Motores</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>Cargas de trabalho</translation>
    </message>
    <message>
        <source>Grey: not in this build. Install what it needs, and build with “app/build.sh bench”.</source>
        <translation>Cinza: fora desta compilação. Instale o que falta e compile com “app/build.sh bench”.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>chaves</translation>
    </message>
    <message>
        <source>How many keys the database has. Several numbers with commas between show how the time grows with them.</source>
        <translation>Quantas chaves o banco tem. Vários números separados por vírgulas mostram como o tempo cresce com elas.</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>rodadas</translation>
    </message>
    <message>
        <source>Engines take turns, round by round; the median counts.</source>
        <translation>Os motores se revezam, rodada a rodada; vale a mediana.</translation>
    </message>
    <message>
        <source>directory</source>
        <translation>diretório</translation>
    </message>
    <message>
        <source>On the disk to be measured. What is made there is removed again.</source>
        <translation>No disco a ser medido. O que for criado ali é removido depois.</translation>
    </message>
    <message>
        <source>Choose a directory</source>
        <translation>Escolher um diretório</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>precisa de %1</translation>
    </message>
    <message>
        <source>not in this build: needs %1, and preset bench</source>
        <translation>fora desta compilação: precisa de %1 e do preset bench</translation>
    </message>
    <message>
        <source>A directory on the disk to be measured</source>
        <translation>Um diretório no disco a ser medido</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>%1 measurements</source>
        <translation>%1 medições</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>iniciando</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>measurement %1 of %2</source>
        <translation>medição %1 de %2</translation>
    </message>
    <message>
        <source>before %1 measurements</source>
        <translation>antes de %1 medições</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchTable</name>
    <message>
        <source>Results of the benchmark</source>
        <translation>Resultados do benchmark</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BenchTableModel</name>
    <message>
        <source>%1 keys</source>
        <translation>%1 chaves</translation>
    </message>
    <message>
        <source>limit: %1</source>
        <translation>limite: %1</translation>
    </message>
    <message>
        <source>%1: not measured. %2</source>
        <translation>%1: não medido. %2</translation>
    </message>
    <message>
        <source>%1 of %2 rounds</source>
        <translation>%1 de %2 rodadas</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>motor</translation>
    </message>
    <message>
        <source>median</source>
        <translation>mediana</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>dispersão</translation>
    </message>
    <message>
        <source>ours is</source>
        <translation>o nosso é</translation>
    </message>
    <message>
        <source>of limit</source>
        <translation>do limite</translation>
    </message>
    <message>
        <source>guarantee</source>
        <translation>garantia</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>p99.9</source>
        <translation>p99,9</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>máximo</translation>
    </message>
    <message>
        <source>written</source>
        <translation>escrito</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lido</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memória</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>em disco</translation>
    </message>
    <message>
        <source>of the round whose rate is the median</source>
        <translation>da rodada cuja vazão é a mediana</translation>
    </message>
    <message>
        <source>half of the way from the slowest to the fastest round, as a share of the median</source>
        <translation>metade da distância entre a rodada mais lenta e a mais rápida, como fração da mediana</translation>
    </message>
    <message>
        <source>so many times as fast as this engine</source>
        <translation>tantas vezes mais rápido que este motor</translation>
    </message>
    <message>
        <source>share of what the machine can do at best, measured in the same run</source>
        <translation>fração do que a máquina consegue no melhor caso, medida na mesma execução</translation>
    </message>
    <message>
        <source>what an answered write survives</source>
        <translation>a que uma escrita confirmada sobrevive</translation>
    </message>
    <message>
        <source>half of the operations took no longer</source>
        <translation>metade das operações não levou mais que isso</translation>
    </message>
    <message>
        <source>99 of 100 operations took no longer</source>
        <translation>99 de 100 operações não levaram mais que isso</translation>
    </message>
    <message>
        <source>999 of 1,000 operations took no longer</source>
        <translation>999 de 1.000 operações não levaram mais que isso</translation>
    </message>
    <message>
        <source>the longest operation</source>
        <translation>a operação mais longa</translation>
    </message>
    <message>
        <source>handed to the system to write</source>
        <translation>entregue ao sistema para escrita</translation>
    </message>
    <message>
        <source>asked of the system to read; what is mapped into memory does not count</source>
        <translation>pedido ao sistema para leitura; o que é mapeado em memória não conta</translation>
    </message>
    <message>
        <source>at its highest, beyond what there was before the engine was opened</source>
        <translation>no pico, além do que havia antes de o motor abrir</translation>
    </message>
    <message>
        <source>size of its files afterwards</source>
        <translation>tamanho dos arquivos depois</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BranchStrip</name>
    <message>
        <source>Next branch</source>
        <translation>Próximo ramo</translation>
    </message>
    <message>
        <source>Rename this branch</source>
        <translation>Renomear este ramo</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BranchesView</name>
    <message>
        <source>Branches of history</source>
        <translation>Ramos do histórico</translation>
    </message>
    <message>
        <source>The branch&apos;s new name</source>
        <translation>O novo nome do ramo</translation>
    </message>
    <message>
        <source>Go to this branch</source>
        <translation>Ir para este ramo</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renomear…</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BreakSheet</name>
    <message>
        <source>Break the engine on purpose</source>
        <translation>Quebrar o motor de propósito</translation>
    </message>
    <message>
        <source>Which rules shall it not keep?</source>
        <translation>Quais regras ele deve deixar de cumprir?</translation>
    </message>
    <message>
        <source>Each rule is there because an engine without it breaks a promise. Take one away, cut the power, and see which. This begins anew, in an empty place on the simulated disk.</source>
        <translation>Cada regra existe porque um motor sem ela quebra uma promessa. Tire uma, corte a energia e veja qual. Isto recomeça do zero, num lugar vazio do disco simulado.</translation>
    </message>
    <message>
        <source>The real directory that is open is closed and stays as it is: a broken engine never gets one.</source>
        <translation>O diretório real que está aberto é fechado e fica como está: um motor quebrado nunca recebe um.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>It breaks this promise: %1</source>
        <translation>Isso quebra esta promessa: %1</translation>
    </message>
    <message>
        <source>It sends this line: %1</source>
        <translation>Envia esta linha: %1</translation>
    </message>
    <message>
        <source>Begin anew with a sound engine</source>
        <translation>Recomeçar com um motor íntegro</translation>
    </message>
    <message>
        <source>Begin anew, broken on purpose</source>
        <translation>Recomeçar, quebrado de propósito</translation>
    </message>
    <message>
        <source>Opens this scenario with its engine broken so. Try everywhere finds what comes of it.</source>
        <translation>Abre este cenário com o motor quebrado assim. Tentar em toda parte encontra no que isso dá.</translation>
    </message>
    <message>
        <source>See it in “%1”</source>
        <translation>Ver em “%1”</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Bridge</name>
    <message>
        <source>“%1” is running. Wait for it, or cancel it.</source>
        <translation>“%1” está em execução. Espere terminar ou cancele.</translation>
    </message>
    <message>
        <source>The database is open for reading only: close it and open it to write.</source>
        <translation>O banco está aberto só para leitura: feche-o e abra-o para escrita.</translation>
    </message>
    <message>
        <source>Only a simulated disk can lose its power; this one is %1.</source>
        <translation>Só um disco simulado pode ficar sem energia; este é %1.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BrokenStrip</name>
    <message>
        <source>Mend…</source>
        <translation>Consertar…</translation>
    </message>
    <message>
        <source>Choose which rules the engine keeps</source>
        <translation>Escolhe quais regras o motor cumpre</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BytesBar</name>
    <message>
        <source>hex</source>
        <translation>hex</translation>
    </message>
    <message>
        <source>What is typed is hexadecimal, with or without 0x</source>
        <translation>O que se digita é hexadecimal, com ou sem 0x</translation>
    </message>
    <message>
        <source>↑</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>The match before (Shift+F3)</source>
        <translation>A ocorrência anterior (Shift+F3)</translation>
    </message>
    <message>
        <source>↓</source>
        <translation>↓</translation>
    </message>
    <message>
        <source>The next match (F3)</source>
        <translation>A próxima ocorrência (F3)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>Para a busca</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close this bar (Esc)</source>
        <translation>Fecha esta barra (Esc)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Bytes or text to find</source>
        <translation>Bytes ou texto a buscar</translation>
    </message>
    <message>
        <source>Offset to go to</source>
        <translation>Offset para onde ir</translation>
    </message>
    <message>
        <source>text, or 0x75 73</source>
        <translation>texto, ou 0x75 73</translation>
    </message>
    <message>
        <source>125, 0x7D, +16, end</source>
        <translation>125, 0x7D, +16, end</translation>
    </message>
    <message>
        <source>Not searched to the end.</source>
        <translation>A busca não chegou ao fim.</translation>
    </message>
    <message>
        <source>There is no file to go to.</source>
        <translation>Não há arquivo aonde ir.</translation>
    </message>
    <message>
        <source>At byte %L1, 0x%2.</source>
        <translation>No byte %L1, 0x%2.</translation>
    </message>
    <message>
        <source>Type what to find: text, or bytes behind 0x.</source>
        <translation>Digite o que buscar: texto, ou bytes depois de 0x.</translation>
    </message>
    <message>
        <source>There is no file to search.</source>
        <translation>Não há arquivo onde buscar.</translation>
    </message>
    <message>
        <source>Searching… %1 %</source>
        <translation>Buscando… %1%</translation>
    </message>
    <message>
        <source>Not in this file.</source>
        <translation>Não está neste arquivo.</translation>
    </message>
    <message>
        <source>At 0x%1, %L2 of %L3, around the end.</source>
        <translation>Em 0x%1, %L2 de %L3, dando a volta pelo fim.</translation>
    </message>
    <message>
        <source>At 0x%1, %L2 of %L3.</source>
        <translation>Em 0x%1, %L2 de %L3.</translation>
    </message>
    <message>
        <source>At 0x%1, around the end.</source>
        <translation>Em 0x%1, dando a volta pelo fim.</translation>
    </message>
    <message>
        <source>At 0x%1.</source>
        <translation>Em 0x%1.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BytesEdits</name>
    <message>
        <source>Flip a bit…</source>
        <translation>Inverter um bit…</translation>
    </message>
    <message>
        <source>Overwrite the bytes…</source>
        <translation>Sobrescrever os bytes…</translation>
    </message>
    <message>
        <source>Cut the file here</source>
        <translation>Cortar o arquivo aqui</translation>
    </message>
    <message>
        <source>Extend the file…</source>
        <translation>Estender o arquivo…</translation>
    </message>
    <message>
        <source>16, or 16 FF</source>
        <translation>16, ou 16 FF</translation>
    </message>
    <message>
        <source>How many bytes, and which</source>
        <translation>Quantos bytes, e quais</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Deixar como está</translation>
    </message>
    <message>
        <source>Close the database</source>
        <translation>Fechar o banco</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Salvamento</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>Abrir só para leitura</translation>
    </message>
    <message>
        <source>Takes what can be read, says what it could not, and keeps the originals</source>
        <translation>Pega o que pode ser lido, diz o que não pôde e guarda os originais</translation>
    </message>
    <message>
        <source>Opens for reading and changes nothing</source>
        <translation>Abre para leitura e não altera nada</translation>
    </message>
    <message>
        <source>This file is only looked at: it is none of the session’s.</source>
        <translation>Este arquivo é só para olhar: não é da sessão.</translation>
    </message>
    <message>
        <source>There is no file yet.</source>
        <translation>Ainda não há arquivo.</translation>
    </message>
    <message>
        <source>At this moment it is being opened: go to the end of that first.</source>
        <translation>Neste momento o banco está sendo aberto: vá primeiro ao fim disso.</translation>
    </message>
    <message>
        <source>Close the database first: an open engine would not notice.</source>
        <translation>Feche o banco primeiro: um motor aberto não notaria.</translation>
    </message>
    <message>
        <source>Mark a byte first: drag over it, or use Shift with the arrows.</source>
        <translation>Marque um byte primeiro: arraste sobre ele ou use Shift com as setas.</translation>
    </message>
    <message>
        <source>Type hex over the bytes.</source>
        <translation>Digite hex sobre os bytes.</translation>
    </message>
    <message>
        <source>Enter writes them, Esc gives up.</source>
        <translation>Enter os escreve, Esc desiste.</translation>
    </message>
    <message>
        <source>Extend by how many bytes?</source>
        <translation>Estender em quantos bytes?</translation>
    </message>
    <message>
        <source>Zeros, or the hex digits behind.</source>
        <translation>Zeros, ou os dígitos hex escritos depois.</translation>
    </message>
    <message>
        <source>This is a real file.</source>
        <translation>Este é um arquivo real.</translation>
    </message>
    <message>
        <source>It is changed on the disk, for good: %1</source>
        <translation>Ele é alterado no disco, de vez: %1</translation>
    </message>
    <message>
        <source>The opening was refused.</source>
        <translation>A abertura foi recusada.</translation>
    </message>
    <message>
        <source>The bytes were changed.</source>
        <translation>Os bytes foram alterados.</translation>
    </message>
    <message>
        <source>Reopen, and see where validation stops.</source>
        <translation>Reabra e veja onde a validação para.</translation>
    </message>
    <message>
        <source>To change these bytes, close the database first: an open engine would not notice.</source>
        <translation>Para alterar estes bytes, feche o banco primeiro: um motor aberto não notaria.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BytesPainter</name>
    <message>
        <source>%1 zero bytes, %2 to %3, folded</source>
        <translation>%1 bytes zero, %2 a %3, recolhidos</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>+%1 mais</translation>
    </message>
    <message>
        <source>↑ on the platter</source>
        <translation>↑ persistido</translation>
    </message>
    <message>
        <source>↓ only in the process</source>
        <translation>↓ só no processo</translation>
    </message>
    <message>
        <source>↓ only in the cache</source>
        <translation>↓ só no cache</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BytesPanel</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Show another file, or follow the newest step</source>
        <translation>Mostra outro arquivo ou acompanha o passo mais novo</translation>
    </message>
    <message>
        <source>Choose the file shown</source>
        <translation>Escolhe o arquivo mostrado</translation>
    </message>
    <message>
        <source>crc32c</source>
        <translation>crc32c</translation>
    </message>
    <message>
        <source>header</source>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>key</source>
        <translation>chave</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>deleted key</source>
        <translation>excluída</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>Go to the write</source>
        <translation>Ir à escrita</translation>
    </message>
    <message>
        <source>Point at a byte: here stands who wrote it, what copied it and what points at it.</source>
        <translation>Aponte um byte: aqui aparece quem o escreveu, o que o copiou e o que aponta para ele.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>this file</source>
        <translation>este arquivo</translation>
    </message>
    <message>
        <source>%L1 files</source>
        <translation>%L1 arquivos</translation>
    </message>
    <message>
        <source>The cursor stands at the write already.</source>
        <translation>O cursor já está nessa escrita.</translation>
    </message>
    <message>
        <source>Point at bytes that were written in this history.</source>
        <translation>Aponte bytes que foram escritos neste histórico.</translation>
    </message>
    <message>
        <source>Move the cursor to the step that wrote these bytes</source>
        <translation>Leva o cursor ao passo que escreveu estes bytes</translation>
    </message>
    <message>
        <source>Follow the newest step</source>
        <translation>Acompanhar o passo mais novo</translation>
    </message>
    <message>
        <source>Everything that these bytes are tied to</source>
        <translation>Tudo a que estes bytes estão ligados</translation>
    </message>
    <message>
        <source>Copy the bytes as hex</source>
        <translation>Copiar os bytes como hex</translation>
    </message>
    <message>
        <source>Copy the bytes as text</source>
        <translation>Copiar os bytes como texto</translation>
    </message>
    <message>
        <source>Copy the bytes as a C array</source>
        <translation>Copiar os bytes como vetor em C</translation>
    </message>
    <message>
        <source>Find bytes or text…</source>
        <translation>Buscar bytes ou texto…</translation>
    </message>
    <message>
        <source>Find the next match</source>
        <translation>Buscar a próxima ocorrência</translation>
    </message>
    <message>
        <source>Find the match before</source>
        <translation>Buscar a ocorrência anterior</translation>
    </message>
    <message>
        <source>Go to an offset…</source>
        <translation>Ir para um offset…</translation>
    </message>
    <message>
        <source>Look at any file…</source>
        <translation>Ver qualquer arquivo…</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 byte</translation>
    </message>
    <message>
        <source>%L1 bytes, %2</source>
        <translation>%L1 bytes, %2</translation>
    </message>
    <message>
        <source>%1 + %2 in the process</source>
        <translation>%1 + %2 no processo</translation>
    </message>
    <message>
        <source>%1 · removed meanwhile, still readable here</source>
        <translation>%1 · removido nesse meio-tempo, ainda legível aqui</translation>
    </message>
    <message>
        <source>%1 · a file of the disk, read only</source>
        <translation>%1 · um arquivo do disco, só leitura</translation>
    </message>
    <message>
        <source>Point at bytes first.</source>
        <translation>Aponte bytes primeiro.</translation>
    </message>
    <message>
        <source>Nobody knows who wrote this file.</source>
        <translation>Não se sabe quem escreveu este arquivo.</translation>
    </message>
    <message>
        <source>Who wrote them, their copies and the copies of these, and what points at them</source>
        <translation>Quem os escreveu, as cópias deles e as cópias destas, e o que aponta para eles</translation>
    </message>
    <message>
        <source>Mark bytes first: drag over them, or use Shift with the arrows.</source>
        <translation>Marque bytes primeiro: arraste sobre eles ou use Shift com as setas.</translation>
    </message>
    <message>
        <source>%1 are marked, and at most %2 can be copied at once.</source>
        <translation>%1 estão marcados, e no máximo %2 podem ser copiados de uma vez.</translation>
    </message>
    <message>
        <source>%L1 bytes are on the clipboard.</source>
        <translation>%L1 bytes estão na área de transferência.</translation>
    </message>
    <message>
        <source>Look at any file</source>
        <translation>Ver qualquer arquivo</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation>%1 não pode ser mostrado: %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::BytesView</name>
    <message>
        <source>Bytes of the file</source>
        <translation>Bytes do arquivo</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Este arquivo está vazio.</translation>
    </message>
    <message>
        <source>No bytes yet. Put a key.</source>
        <translation>Nenhum byte ainda. Faça put de uma chave.</translation>
    </message>
    <message>
        <source>%1, op %2, dead</source>
        <translation>%1, op %2, morto</translation>
    </message>
    <message>
        <source>%1, op %2</source>
        <translation>%1, op %2</translation>
    </message>
    <message>
        <source>%1, dead</source>
        <translation>%1, morto</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CommandBar</name>
    <message>
        <source>key</source>
        <translation>chave</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>Put</source>
        <translation>Put</translation>
    </message>
    <message>
        <source>Write the value under the key</source>
        <translation>Escreve o valor na chave</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>Get</translation>
    </message>
    <message>
        <source>Read the value of the key</source>
        <translation>Lê o valor da chave</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Remove the key: a tombstone is written</source>
        <translation>Remove a chave: escreve um tombstone</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>List the entries</source>
        <translation>Lista as entradas</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Make everything written so far durable</source>
        <translation>Torna durável tudo o que foi escrito até aqui</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compactar</translation>
    </message>
    <message>
        <source>Copy what lives in closed segments, drop the rest</source>
        <translation>Copia o que vive nos segmentos fechados, descarta o resto</translation>
    </message>
    <message>
        <source>Cut power…</source>
        <translation>Cortar energia…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Begin again with another index</source>
        <translation>Recomeçar com outro índice</translation>
    </message>
    <message>
        <source>Begin again with another engine</source>
        <translation>Recomeçar com outro motor</translation>
    </message>
    <message>
        <source>%1: begin again</source>
        <translation>%1: recomeçar</translation>
    </message>
    <message>
        <source>Measuring: %1</source>
        <translation>Medindo: %1</translation>
    </message>
    <message>
        <source>Type a key first.</source>
        <translation>Digite antes uma chave.</translation>
    </message>
    <message>
        <source>Cut the power and choose what the disk kept (X)</source>
        <translation>Corta a energia e escolhe o que o disco guardou (X)</translation>
    </message>
    <message>
        <source>A recovery is under way: “step” does a piece of it, “finish” the rest.</source>
        <translation>Uma recuperação está em andamento: “step” faz um pedaço dela, “finish” o resto.</translation>
    </message>
    <message>
        <source>Open the database again: recovery mends what the disk kept</source>
        <translation>Abre o banco de novo: a recuperação conserta o que o disco guardou</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lições</translation>
    </message>
    <message>
        <source>Lessons, and what was open lately</source>
        <translation>Lições, e o que foi aberto há pouco</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projetor</translation>
    </message>
    <message>
        <source>One story, large enough for a lecture hall (Ctrl+Shift+P)</source>
        <translation>Uma história, grande o bastante para um auditório (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>The theme is light; a click makes it dark.</source>
        <translation>O tema é claro; um clique o torna escuro.</translation>
    </message>
    <message>
        <source>The theme is dark; a click makes it one of high contrast.</source>
        <translation>O tema é escuro; um clique o torna de alto contraste.</translation>
    </message>
    <message>
        <source>The theme is one of high contrast; a click makes it light.</source>
        <translation>O tema é de alto contraste; um clique o torna claro.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CommandPalette</name>
    <message>
        <source>Type some letters of what you want</source>
        <translation>Digite algumas letras do que você quer</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Buscar um comando</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>Nada tem esse nome.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CompactionCostView</name>
    <message>
        <source>What the compaction costs</source>
        <translation>Quanto custa a compactação</translation>
    </message>
    <message>
        <source>%L1 of %L2 B</source>
        <translation>%L1 de %L2 B</translation>
    </message>
    <message>
        <source>%L1 B</source>
        <translation>%L1 B</translation>
    </message>
    <message>
        <source>%L1 of %L1 B</source>
        <translation>%L1 de %L1 B</translation>
    </message>
    <message>
        <source>known when all is copied</source>
        <translation>conhecido quando tudo estiver copiado</translation>
    </message>
    <message>
        <source>about %L1 B, %2 % smaller</source>
        <translation>cerca de %L1 B, %2% menor</translation>
    </message>
    <message>
        <source>%L1 B, %2 % smaller</source>
        <translation>%L1 B, %2% menor</translation>
    </message>
    <message>
        <source>about %L1 B, %2 % larger</source>
        <translation>cerca de %L1 B, %2% maior</translation>
    </message>
    <message>
        <source>%L1 B, %2 % larger</source>
        <translation>%L1 B, %2% maior</translation>
    </message>
    <message>
        <source>Reading its inputs and writing what lives.</source>
        <translation>Ler as entradas e escrever o que vive.</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lido</translation>
    </message>
    <message>
        <source>written</source>
        <translation>escrito</translation>
    </message>
    <message>
        <source>segment %1 now</source>
        <translation>segmento %1 agora</translation>
    </message>
    <message>
        <source>segments %1 now</source>
        <translation>segmentos %1 agora</translation>
    </message>
    <message>
        <source>removed; the copy has %L1 B</source>
        <translation>removidos; a cópia tem %L1 B</translation>
    </message>
    <message>
        <source>%L1 B, as before</source>
        <translation>%L1 B, como antes</translation>
    </message>
    <message>
        <source>%L1 B + copy %L2 B</source>
        <translation>%L1 B + cópia %L2 B</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>abandonada</translation>
    </message>
    <message>
        <source>the copy is removed</source>
        <translation>a cópia foi removida</translation>
    </message>
    <message>
        <source>when done</source>
        <translation>ao terminar</translation>
    </message>
    <message>
        <source>hint file, apart</source>
        <translation>arquivo de hint, à parte</translation>
    </message>
    <message>
        <source>%L1 B, %L2 entries</source>
        <translation>%L1 B, %L2 entradas</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ainda não</translation>
    </message>
    <message>
        <source>Disk full in the middle? The copy is given up, the inputs stay.</source>
        <translation>Disco cheio no meio? A cópia é abandonada, as entradas ficam.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CompactionModel</name>
    <message>
        <source>deleted: op&#xa0;%1</source>
        <translation>excluída: op&#xa0;%1</translation>
    </message>
    <message>
        <source>newer: op&#xa0;%1</source>
        <translation>nova: op&#xa0;%1</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>excluído</translation>
    </message>
    <message>
        <source>newer copy</source>
        <translation>cópia mais nova</translation>
    </message>
    <message>
        <source>segment %1 holds an older copy</source>
        <translation>o segmento %1 tem uma cópia anterior</translation>
    </message>
    <message>
        <source>no older copy would remain</source>
        <translation>não restaria cópia anterior</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 e %2</translation>
    </message>
    <message>
        <source>del</source>
        <translation>del</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CompactionPanels</name>
    <message>
        <source>Compaction</source>
        <translation>Compactação</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>tombstone</translation>
    </message>
    <message>
        <source>being copied</source>
        <translation>sendo copiado</translation>
    </message>
    <message>
        <source>What does it cost?</source>
        <translation>Quanto custa?</translation>
    </message>
    <message>
        <source>Bytes in the log files</source>
        <translation>Bytes nos arquivos de log</translation>
    </message>
    <message>
        <source>by step, whole session</source>
        <translation>por passo, sessão inteira</translation>
    </message>
    <message>
        <source>write amplification</source>
        <translation>amplificação de escrita</translation>
    </message>
    <message>
        <source>space amplification</source>
        <translation>amplificação de espaço</translation>
    </message>
    <message>
        <source>header</source>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>cópia</translation>
    </message>
    <message>
        <source>not yet in the index</source>
        <translation>ainda fora do índice</translation>
    </message>
    <message>
        <source>Amplification</source>
        <translation>Amplificação</translation>
    </message>
    <message>
        <source>Bytes written for each byte accepted, bytes on disk for each live one</source>
        <translation>Bytes escritos para cada byte aceito, bytes em disco para cada byte vivo</translation>
    </message>
    <message>
        <source>Segment %1 becomes %2</source>
        <translation>O segmento %1 vira %2</translation>
    </message>
    <message>
        <source>Segments %1 become %2</source>
        <translation>Os segmentos %1 viram %2</translation>
    </message>
    <message>
        <source>step %L1 of %L2</source>
        <translation>passo %L1 de %L2</translation>
    </message>
    <message>
        <source>step %L1</source>
        <translation>passo %L1</translation>
    </message>
    <message>
        <source>one scale: a block is as wide as its record</source>
        <translation>uma só escala: a largura do bloco é a do registro</translation>
    </message>
    <message>
        <source>one scale: a stretch is as wide as its bytes</source>
        <translation>uma só escala: a largura do trecho são os bytes dele</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CompactionStepsView</name>
    <message>
        <source>Steps of the compaction</source>
        <translation>Passos da compactação</translation>
    </message>
    <message>
        <source>choose the closed segments: %1</source>
        <translation>escolher os segmentos fechados: %1</translation>
    </message>
    <message>
        <source>create the output</source>
        <translation>criar a saída</translation>
    </message>
    <message>
        <source>create %1.part</source>
        <translation>criar %1.part</translation>
    </message>
    <message>
        <source>copy what the index points at</source>
        <translation>copiar o que o índice aponta</translation>
    </message>
    <message>
        <source>sync the copy</source>
        <translation>sync da cópia</translation>
    </message>
    <message>
        <source>hint file: write %L1 entries, sync</source>
        <translation>hint: escrever %L1 entradas, sync</translation>
    </message>
    <message>
        <source>hint file: write, sync</source>
        <translation>hint: escrever, sync</translation>
    </message>
    <message>
        <source>rename it, sync the directory</source>
        <translation>renomear, sync do diretório</translation>
    </message>
    <message>
        <source>switch the index entries</source>
        <translation>trocar as entradas do índice</translation>
    </message>
    <message>
        <source>remove segment %1, sync</source>
        <translation>remover o segmento %1, sync</translation>
    </message>
    <message>
        <source>remove segments %1, sync</source>
        <translation>remover os segmentos %1, sync</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>copiado</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>mantido</translation>
    </message>
    <message>
        <source>left behind</source>
        <translation>deixado para trás</translation>
    </message>
    <message>
        <source>  … %L1 before</source>
        <translation>  … %L1 antes</translation>
    </message>
    <message>
        <source>  … %L1 more</source>
        <translation>  … mais %L1</translation>
    </message>
    <message>
        <source>%L1 of %L2 B read</source>
        <translation>%L1 de %L2 B lidos</translation>
    </message>
    <message>
        <source>%L1 copied</source>
        <translation>%L1 copiados</translation>
    </message>
    <message>
        <source>%L1 left behind</source>
        <translation>%L1 deixados para trás</translation>
    </message>
    <message>
        <source>too many for a row each</source>
        <translation>demais para uma linha cada</translation>
    </message>
    <message>
        <source>Compaction copies what still lives out of closed segments, then removes them.</source>
        <translation>A compactação copia o que ainda vive dos segmentos fechados e depois os remove.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ConsoleInput</name>
    <message>
        <source>put KEY VALUE · F1 lists all</source>
        <translation>put CHAVE VALOR · F1 lista tudo</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Digite um comando</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ConsoleList</name>
    <message>
        <source>Console: the commands so far</source>
        <translation>Console: os comandos até aqui</translation>
    </message>
    <message>
        <source>not yet, seen from here</source>
        <translation>ainda não, visto daqui</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ConsoleModel</name>
    <message>
        <source>fell into a gap: none of its steps is on the timeline</source>
        <translation>caiu numa lacuna: nenhum dos passos está na linha do tempo</translation>
    </message>
    <message>
        <source>running, %L1 of %L2 %3 so far…</source>
        <translation>em execução, %L1 de %L2 %3 até aqui…</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>em execução…</translation>
    </message>
    <message>
        <source>running, %L1 operations so far…</source>
        <translation>em execução, %L1 operações até aqui…</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ConsolePanel</name>
    <message>
        <source>Console</source>
        <translation>Console</translation>
    </message>
    <message>
        <source>type or click, it is the same</source>
        <translation>digitar ou clicar, dá no mesmo</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CoveredText</name>
    <message>
        <source>covered until you answer</source>
        <translation>coberto até você responder</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CutChoice</name>
    <message>
        <source>its length</source>
        <translation>o tamanho</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1, as synced</source>
        <translation>%1, como no sync</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdido</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>guardado</translation>
    </message>
    <message>
        <source>write %1</source>
        <translation>escrita %1</translation>
    </message>
    <message>
        <source>as synced</source>
        <translation>como no sync</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>após %1</translation>
    </message>
    <message>
        <source>%1–%2 %3</source>
        <translation>%1–%2 %3</translation>
    </message>
    <message>
        <source>No write is pending.</source>
        <translation>Nenhuma escrita está pendente.</translation>
    </message>
    <message>
        <source>Each write lies in one sector of %1 bytes, which a disk writes whole. With smaller sectors, as of “use log sector=1”, it tears.</source>
        <translation>Cada escrita fica num setor de %1 bytes, que um disco escreve inteiro. Com setores menores, como os de “use log sector=1”, ela rasga.</translation>
    </message>
    <message>
        <source>There is no such choice.</source>
        <translation>Não existe essa escolha.</translation>
    </message>
    <message>
        <source>On an ordered disk a file is that long only once the data is there that it grew by.</source>
        <translation>Num disco ordenado, um arquivo só tem esse tamanho quando os dados que o fizeram crescer já estão lá.</translation>
    </message>
    <message>
        <source>On an ordered disk this data is there before the length that the file has.</source>
        <translation>Num disco ordenado, estes dados estão lá antes do tamanho que o arquivo tem.</translation>
    </message>
    <message>
        <source>It happens only behind “%1”: keep that first.</source>
        <translation>Só acontece depois de “%1”: guarde isso primeiro.</translation>
    </message>
    <message>
        <source>“%1” is kept and waits for it: lose that first.</source>
        <translation>“%1” está guardado e depende disto: perca isso primeiro.</translation>
    </message>
    <message>
        <source>The disk model does not allow it.</source>
        <translation>O modelo de disco não permite.</translation>
    </message>
    <message>
        <source>names</source>
        <translation>nomes</translation>
    </message>
    <message>
        <source>Everything is on the platter: a power cut now loses nothing.</source>
        <translation>Tudo está no disco: uma queda de energia agora não leva nada.</translation>
    </message>
    <message>
        <source>%L1 B</source>
        <translation>%L1 B</translation>
    </message>
    <message>
        <source>1 write, %1</source>
        <translation>1 escrita, %1</translation>
    </message>
    <message>
        <source>%L1 writes, %2</source>
        <translation>%L1 escritas, %2</translation>
    </message>
    <message>
        <source>1 change of length</source>
        <translation>1 mudança de tamanho</translation>
    </message>
    <message>
        <source>%L1 changes of length</source>
        <translation>%L1 mudanças de tamanho</translation>
    </message>
    <message>
        <source>1 new name</source>
        <translation>1 nome novo</translation>
    </message>
    <message>
        <source>%L1 new names</source>
        <translation>%L1 nomes novos</translation>
    </message>
    <message>
        <source>1 renaming</source>
        <translation>1 renomeação</translation>
    </message>
    <message>
        <source>%L1 renamings</source>
        <translation>%L1 renomeações</translation>
    </message>
    <message>
        <source>1 removal</source>
        <translation>1 remoção</translation>
    </message>
    <message>
        <source>%L1 removals</source>
        <translation>%L1 remoções</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>In the cache only when the power went: %1.</source>
        <translation>Só no cache quando a energia caiu: %1.</translation>
    </message>
    <message>
        <source>In the cache only: %1.</source>
        <translation>Só no cache: %1.</translation>
    </message>
    <message>
        <source>%L1 of %L2 B</source>
        <translation>%L1 de %L2 B</translation>
    </message>
    <message>
        <source>nothing kept</source>
        <translation>nada guardado</translation>
    </message>
    <message>
        <source>everything kept</source>
        <translation>tudo guardado</translation>
    </message>
    <message>
        <source>torn %1 of %2</source>
        <translation>rasgada em %1 de %2</translation>
    </message>
    <message>
        <source>reordered</source>
        <translation>fora de ordem</translation>
    </message>
    <message>
        <source>a part kept</source>
        <translation>uma parte guardada</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 at %2 of %3</source>
        <translation>%1 em %2 de %3</translation>
    </message>
    <message>
        <source>%1: whole, %L2 B</source>
        <translation>%1: inteira, %L2 B</translation>
    </message>
    <message>
        <source>%1: lost, %L2 B</source>
        <translation>%1: perdida, %L2 B</translation>
    </message>
    <message>
        <source>%1: torn, %L2 of %L3 B</source>
        <translation>%1: rasgada, %L2 de %L3 B</translation>
    </message>
    <message>
        <source>Only writes that are pending together can arrive out of their order; there are not two.</source>
        <translation>Só escritas pendentes juntas podem chegar fora de ordem; não há duas.</translation>
    </message>
    <message>
        <source>This disk is an ordered one: what a file grew by is there before its length, so no earlier write is missing.</source>
        <translation>Este disco é ordenado: o que um arquivo cresceu está lá antes do seu tamanho, então nenhuma escrita anterior falta.</translation>
    </message>
    <message>
        <source>The writes lie in the same sector of %1 bytes, and a newer state of it holds the older ones. With smaller sectors, as of “use log sector=1”, they arrive one by one.</source>
        <translation>As escritas ficam no mesmo setor de %1 bytes, e um estado mais novo dele contém os mais antigos. Com setores menores, como os de “use log sector=1”, elas chegam uma a uma.</translation>
    </message>
    <message>
        <source>Everything was on the platter: the power cut lost nothing.</source>
        <translation>Tudo estava persistido: a queda de energia não perdeu nada.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CutLab</name>
    <message>
        <source>The database is being recovered.</source>
        <translation>O banco está sendo recuperado.</translation>
    </message>
    <message>
        <source>%1, answered</source>
        <translation>%1, respondido</translation>
    </message>
    <message>
        <source>%1, change %L2</source>
        <translation>%1, alteração %L2</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>respondeu</translation>
    </message>
    <message>
        <source>change %L1</source>
        <translation>mudança %L1</translation>
    </message>
    <message>
        <source>This moment is not in the history any more.</source>
        <translation>Este momento não está mais no histórico.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CutPanel</name>
    <message>
        <source>What did the disk keep?</source>
        <translation>O que o disco guardou?</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>tudo</translation>
    </message>
    <message>
        <source>a torn write</source>
        <translation>uma escrita rasgada</translation>
    </message>
    <message>
        <source>one by one…</source>
        <translation>um a um…</translation>
    </message>
    <message>
        <source>Cut the power as chosen, and recover</source>
        <translation>Cortar a energia como escolhido e recuperar</translation>
    </message>
    <message>
        <source>Undo the power cut</source>
        <translation>Desfazer a queda de energia</translation>
    </message>
    <message>
        <source>Undo the cut</source>
        <translation>Desfazer a queda</translation>
    </message>
    <message>
        <source>%1 Drag the tear, or choose:</source>
        <translation>%1 Arraste o rasgo, ou escolha:</translation>
    </message>
    <message>
        <source>The database is too large for its recovery to be tried at every choice: cut to see it.</source>
        <translation>O banco é grande demais para tentar a recuperação a cada escolha: corte para vê-la.</translation>
    </message>
    <message>
        <source>Cut and recover again</source>
        <translation>Cortar e recuperar de novo</translation>
    </message>
    <message>
        <source>Cut and recover</source>
        <translation>Cortar e recuperar</translation>
    </message>
    <message>
        <source>Cuts the power here; the disk keeps what is chosen above, and recovery begins</source>
        <translation>Corta a energia aqui; o disco guarda o que está escolhido acima, e a recuperação começa</translation>
    </message>
    <message>
        <source>reordered</source>
        <translation>fora de ordem</translation>
    </message>
    <message>
        <source>Recovery shows another disk: “%1”. Cut the power again to see this one.</source>
        <translation>A recuperação mostra outro disco: “%1”. Corte a energia de novo para ver este.</translation>
    </message>
    <message>
        <source>Goes back to the moment before the power failed</source>
        <translation>Volta ao momento antes da queda de energia</translation>
    </message>
    <message>
        <source>Cut again</source>
        <translation>Cortar de novo</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CutRowsView</name>
    <message>
        <source>What the disk keeps, one by one</source>
        <translation>O que o disco guarda, um a um</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>%1, sector %L2</source>
        <translation>%1, setor %L2</translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1, escolhido</translation>
    </message>
    <message>
        <source>%1. Not allowed: %2</source>
        <translation>%1. Não permitido: %2</translation>
    </message>
    <message>
        <source>sector at %1: %2</source>
        <translation>setor em %1: %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::CutView</name>
    <message>
        <source>What is pending, in the order of the files</source>
        <translation>O que está pendente, na ordem dos arquivos</translation>
    </message>
    <message>
        <source>torn: %1; %2</source>
        <translation>rasgada: %1; %2</translation>
    </message>
    <message>
        <source>write %1</source>
        <translation>escrita %1</translation>
    </message>
    <message>
        <source>%1, whole</source>
        <translation>%1, inteira</translation>
    </message>
    <message>
        <source>%1, lost</source>
        <translation>%1, perdida</translation>
    </message>
    <message>
        <source>%1, torn</source>
        <translation>%1, rasgada</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>offset, file</comment>
        <translation>%1 de %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::DifferencePanel</name>
    <message>
        <source>Difference</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>Difference: compare with this moment</source>
        <translation>Diferença: comparar com este momento</translation>
    </message>
    <message>
        <source>Difference: before and after this operation</source>
        <translation>Diferença: antes e depois desta operação</translation>
    </message>
    <message>
        <source>Difference: compare no longer</source>
        <translation>Diferença: não comparar mais</translation>
    </message>
    <message>
        <source>Compare with here</source>
        <translation>Comparar daqui</translation>
    </message>
    <message>
        <source>From now on, what differs from this moment is listed here</source>
        <translation>A partir de agora, o que difere deste momento é listado aqui</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Compare no longer</source>
        <translation>Não comparar mais</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::DifferenceView</name>
    <message>
        <source>What differs between two moments</source>
        <translation>O que difere entre dois momentos</translation>
    </message>
    <message>
        <source>Nothing differs between the two moments.</source>
        <translation>Nada difere entre os dois momentos.</translation>
    </message>
    <message>
        <source>Press “Compare with here”, then go to another moment: what differs is listed here.</source>
        <translation>Clique em “Comparar daqui” e depois vá a outro momento: o que difere é listado aqui.</translation>
    </message>
    <message>
        <source>%1: %2
Double-click to go to the step that made it so.</source>
        <translation>%1: %2
Clique duas vezes para ir ao passo que fez isso.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::DropTarget</name>
    <message>
        <source>Drop to open the database in %1</source>
        <translation>Solte para abrir o banco em %1</translation>
    </message>
    <message>
        <source>Drop to run the script %1</source>
        <translation>Solte para executar o script %1</translation>
    </message>
    <message>
        <source>Drop to open the session %1</source>
        <translation>Solte para abrir a sessão %1</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ExportActions</name>
    <message>
        <source>Record a run…</source>
        <translation>Gravar uma execução…</translation>
    </message>
    <message>
        <source>Save the window as a PNG picture…</source>
        <translation>Salvar a janela como imagem PNG…</translation>
    </message>
    <message>
        <source>Save as a PNG picture…</source>
        <translation>Salvar como imagem PNG…</translation>
    </message>
    <message>
        <source>Save the window as an SVG drawing…</source>
        <translation>Salvar a janela como desenho SVG…</translation>
    </message>
    <message>
        <source>Save as an SVG drawing…</source>
        <translation>Salvar como desenho SVG…</translation>
    </message>
    <message>
        <source>Copy the window as a picture</source>
        <translation>Copiar a janela como imagem</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Copiar como imagem</translation>
    </message>
    <message>
        <source>Save as an SVG drawing</source>
        <translation>Salvar como desenho SVG</translation>
    </message>
    <message>
        <source>Save as a PNG picture</source>
        <translation>Salvar como imagem PNG</translation>
    </message>
    <message>
        <source>PNG, as on the screen (*.png)</source>
        <translation>PNG, como na tela (*.png)</translation>
    </message>
    <message>
        <source>PNG, twice as large (*.png)</source>
        <translation>PNG, duas vezes maior (*.png)</translation>
    </message>
    <message>
        <source>PNG, three times as large (*.png)</source>
        <translation>PNG, três vezes maior (*.png)</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>Copied as a picture.</source>
        <translation>Copiado como imagem.</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Salvo como %1.</translation>
    </message>
    <message>
        <source>There is nothing to record yet: put a key first.</source>
        <translation>Ainda não há o que gravar: primeiro faça put de uma chave.</translation>
    </message>
    <message>
        <source>Recording: frame %L1 of %L2</source>
        <translation>Gravando: quadro %L1 de %L2</translation>
    </message>
    <message>
        <source>Recorded as %1.</source>
        <translation>Gravado como %1.</translation>
    </message>
    <message>
        <source>The recording was cancelled: nothing was written.</source>
        <translation>A gravação foi cancelada: nada foi escrito.</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Gravando…</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Gallery</name>
    <message>
        <source>What do you want to see?</source>
        <translation>O que você quer ver?</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recentes</translation>
    </message>
    <message>
        <source>arrows move · Enter starts · Esc closes</source>
        <translation>setas movem · Enter inicia · Esc fecha</translation>
    </message>
    <message>
        <source>Empty playground</source>
        <translation>Banco vazio</translation>
    </message>
    <message>
        <source>Open a directory…</source>
        <translation>Abrir um diretório…</translation>
    </message>
    <message>
        <source>Open a capsule or script…</source>
        <translation>Abrir cápsula ou script…</translation>
    </message>
    <message>
        <source>or drop one here</source>
        <translation>ou solte um aqui</translation>
    </message>
    <message>
        <source>torn, tombstone, hint …</source>
        <translation>torn, tombstone, hint …</translation>
    </message>
    <message>
        <source>Find a lesson</source>
        <translation>Buscar uma lição</translation>
    </message>
    <message numerus="yes">
        <source>%n lesson(s), each a script and a test</source>
        <translation>
            <numerusform>%n lição, que é um script e um teste</numerusform>
            <numerusform>%n lições, cada uma um script e um teste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n seen</source>
        <translation>
            <numerusform>%1 · %n vista</numerusform>
            <numerusform>%1 · %n vistas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 scenarios of power cuts</source>
        <translation>%1 · %2 cenários de queda de energia</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::GalleryView</name>
    <message>
        <source>what the bytes are</source>
        <translation>o que são os bytes</translation>
    </message>
    <message>
        <source>what a power cut leaves</source>
        <translation>o que uma queda de energia deixa</translation>
    </message>
    <message>
        <source>what costs space and time</source>
        <translation>o que custa espaço e tempo</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lições</translation>
    </message>
    <message>
        <source>Lesson %1, %2: %3</source>
        <translation>Lição %1, %2: %3</translation>
    </message>
    <message>
        <source>Enter starts it</source>
        <translation>Enter inicia</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>vista</translation>
    </message>
    <message>
        <source>No lesson speaks of that.</source>
        <translation>Nenhuma lição fala disso.</translation>
    </message>
    <message>
        <source>what recovery makes of it</source>
        <translation>o que a recuperação faz com isso</translation>
    </message>
    <message>
        <source>Scenario %1: %2</source>
        <translation>Cenário %1: %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::HelpSheet</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc fecha</translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation>segurar %1</translation>
    </message>
    <message>
        <source>In fields and views</source>
        <translation>Em campos e visões</translation>
    </message>
    <message>
        <source>To the next field or view; press, point at</source>
        <translation>Próximo campo; acionar</translation>
    </message>
    <message>
        <source>Walk records, slots; earlier lines</source>
        <translation>Registros, slots; linhas antes</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+roda</translation>
    </message>
    <message>
        <source>Zoom the timeline</source>
        <translation>Zoom da linha do tempo</translation>
    </message>
    <message>
        <source>Keys and commands</source>
        <translation>Teclas e comandos</translation>
    </message>
    <message>
        <source>→ next page · Esc closes</source>
        <translation>→ próxima página · Esc fecha</translation>
    </message>
    <message>
        <source>← previous page · Esc closes</source>
        <translation>← página anterior · Esc fecha</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::HistoryPlot</name>
    <message>
        <source>how many</source>
        <translation>quantas</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>operações</translation>
    </message>
    <message>
        <source>p50 %1</source>
        <translation>p50 %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation>máximo %1</translation>
    </message>
    <message>
        <source>A plot waits for two operations.</source>
        <translation>Um gráfico precisa de duas operações.</translation>
    </message>
    <message>
        <source>Plot of %1 over the operations</source>
        <translation>Gráfico de %1 ao longo das operações</translation>
    </message>
    <message>
        <source>A plot waits for two operations that were timed.</source>
        <translation>Um gráfico precisa de duas operações com tempo medido.</translation>
    </message>
    <message>
        <source>bytes in the log files</source>
        <translation>bytes nos arquivos de log</translation>
    </message>
    <message>
        <source>times as many bytes</source>
        <translation>múltiplo dos bytes</translation>
    </message>
    <message>
        <source>files</source>
        <translation>arquivos</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>duração</translation>
    </message>
    <message>
        <source>operation %L1: %2</source>
        <translation>operação %L1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>took %1 while it was watched</source>
        <translation>levou %1 enquanto era observada</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::IndexModel</name>
    <message>
        <source>The index lives in memory: it is filled again from what is read.</source>
        <translation>O índice vive na memória: é preenchido de novo com o que se lê.</translation>
    </message>
    <message>
        <source>Every key that the index held before is back in it.</source>
        <translation>Todas as chaves que o índice tinha antes estão nele de novo.</translation>
    </message>
    <message>
        <source>1 key that the index held before is not back yet: an index lives in memory.</source>
        <translation>1 chave que o índice tinha antes ainda não voltou: um índice vive na memória.</translation>
    </message>
    <message>
        <source>%L1 keys that the index held before are not back yet: an index lives in memory.</source>
        <translation>%L1 chaves que o índice tinha antes ainda não voltaram: um índice vive na memória.</translation>
    </message>
    <message>
        <source>%1 never came back. A slot held it before, but an index lives in memory.</source>
        <translation>%1 nunca voltou. Um slot a tinha antes, mas um índice vive na memória.</translation>
    </message>
    <message>
        <source>Slot %1 stays empty: %2 never came back. It held it before, but an index lives in memory.</source>
        <translation>O slot %1 fica vazio: %2 nunca voltou. Ele a tinha antes, mas um índice vive na memória.</translation>
    </message>
    <message>
        <source>%L1 keys never came back, %2 among them. Slots held them before, but an index lives in memory.</source>
        <translation>%L1 chaves nunca voltaram, %2 entre elas. Slots as tinham antes, mas um índice vive na memória.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::IndexPanel</name>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>Where is</source>
        <translation>Onde está</translation>
    </message>
    <message>
        <source>hash table · 16 empty slots</source>
        <translation>tabela hash · 16 slots vazios</translation>
    </message>
    <message>
        <source>Where is this key?</source>
        <translation>Onde está esta chave?</translation>
    </message>
    <message>
        <source>Type a key to find its slot (/). Nothing is asked of the engine, unless the table is too large to be shown: then Enter gets the key.</source>
        <translation>Digite uma chave para achar o slot dela (/). Nada é perguntado ao motor, a menos que a tabela seja grande demais para ser mostrada: aí Enter faz um get da chave.</translation>
    </message>
    <message>
        <source>key</source>
        <translation>chave</translation>
    </message>
    <message>
        <source>hash table · %1 → %2 slots · %3 used</source>
        <translation>tabela hash · %1 → %2 slots · %3 usados</translation>
    </message>
    <message>
        <source>hash table · %1 of %2 slots used</source>
        <translation>tabela hash · %1 de %2 slots usados</translation>
    </message>
    <message>
        <source>hash table · %1 slots</source>
        <translation>tabela hash · %1 slots</translation>
    </message>
    <message>
        <source>slot %1: found.</source>
        <translation>slot %1: encontrada.</translation>
    </message>
    <message>
        <source>\x needs two hexadecimal digits</source>
        <translation>\x precisa de dois dígitos hexadecimais</translation>
    </message>
    <message>
        <source>no slot holds it</source>
        <translation>em nenhum slot</translation>
    </message>
    <message>
        <source>not among the slots shown: Enter gets it</source>
        <translation>não está entre os slots mostrados: Enter faz o get</translation>
    </message>
    <message>
        <source>slot %1: %2 @ %3</source>
        <translation>slot %1: %2 @ %3</translation>
    </message>
    <message>
        <source>%1 of %2 slots</source>
        <translation>%1 de %2 slots</translation>
    </message>
    <message>
        <source>The index, growing again</source>
        <translation>O índice, crescendo de novo</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::IndexView</name>
    <message>
        <source>Slots of the hash table</source>
        <translation>Slots da tabela hash</translation>
    </message>
    <message>
        <source>16 empty slots. Put a key.</source>
        <translation>16 slots vazios. Faça put de uma chave.</translation>
    </message>
    <message>
        <source>No index is in memory at this moment.</source>
        <translation>Neste momento não há índice na memória.</translation>
    </message>
    <message>
        <source>%1 keys in %2 slots, %3 % full</source>
        <translation>%1 chaves em %2 slots, %3% cheia</translation>
    </message>
    <message>
        <source>Too many slots to be shown one by one.</source>
        <translation>Slots demais para serem mostrados um a um.</translation>
    </message>
    <message>
        <source>Each of its %1 stretches is %2 to %3 % full.</source>
        <translation>Cada um dos seus %1 trechos está de %2 a %3% cheio.</translation>
    </message>
    <message>
        <source>Get a key to see the slots around it.</source>
        <translation>Faça get de uma chave para ver os slots em volta dela.</translation>
    </message>
    <message>
        <source>Slots %1 to %2, around a key from before the gap:</source>
        <translation>Slots %1 a %2, em volta de uma chave de antes da lacuna:</translation>
    </message>
    <message>
        <source>Slots %1 to %2, around the key used last:</source>
        <translation>Slots %1 a %2, em volta da última chave usada:</translation>
    </message>
    <message>
        <source>slot %1, %2, points at %3, offset %4</source>
        <translation>slot %1, %2, aponta para %3, offset %4</translation>
    </message>
    <message>
        <source>not told at this moment: get a key to see the slots around it</source>
        <translation>desconhecido neste momento: faça get de uma chave para ver os slots em volta dela</translation>
    </message>
    <message>
        <source>%L1 of %L2 slots are used. With more than %L3 the table doubles, and all keys move.</source>
        <translation>%L1 de %L2 slots estão usados. Com mais de %L3 a tabela dobra, e todas as chaves mudam de lugar.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::KeyStory</name>
    <message>
        <source>nobody answers</source>
        <translation>ninguém responde</translation>
    </message>
    <message>
        <source>an error: damaged</source>
        <translation>um erro: danificado</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>não encontrada</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>desconhecido aqui</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::LedgerPanel</name>
    <message>
        <source>Was every promise kept?</source>
        <translation>Todas as promessas foram cumpridas?</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::LedgerView</name>
    <message>
        <source>key</source>
        <translation>chave</translation>
    </message>
    <message>
        <source>before the cut</source>
        <translation>antes da queda</translation>
    </message>
    <message>
        <source>promised</source>
        <translation>prometido</translation>
    </message>
    <message>
        <source>after recovery</source>
        <translation>após a recuperação</translation>
    </message>
    <message>
        <source>now</source>
        <translation>agora</translation>
    </message>
    <message>
        <source>%1: before %2, promised %3, after %4</source>
        <translation>%1: antes %2, prometido %3, depois %4</translation>
    </message>
    <message>
        <source>%1 · before %2 · promised %3 · after %4</source>
        <translation>%1 · antes %2 · prometido %3 · depois %4</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::LegendChip</name>
    <message>
        <source>legend: %1</source>
        <translation>legenda: %1</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::LessonPlayer</name>
    <message>
        <source>Lessons</source>
        <translation>Lições</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>step %L1 of %L2</source>
        <translation>passo %L1 de %L2</translation>
    </message>
    <message>
        <source>question %L1 of %L2 in this lesson</source>
        <translation>pergunta %L1 de %L2 nesta lição</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Até o fim</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::LinkFinder</name>
    <message>
        <source>segment %1</source>
        <translation>segmento %1</translation>
    </message>
    <message>
        <source>a file that is gone</source>
        <translation>um arquivo que não existe mais</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Part of %1, %2 bytes at %3</source>
        <translation>Parte de %1, %2 bytes em %3</translation>
    </message>
    <message>
        <source>A copy of %1 @ %2</source>
        <translation>Cópia de %1 @ %2</translation>
    </message>
    <message>
        <source>A copy of %1 @ %2, which is gone: to the moment of the copying</source>
        <translation>Cópia de %1 @ %2, que não existe mais: ao momento da cópia</translation>
    </message>
    <message>
        <source>Copied to %1 @ %2</source>
        <translation>Copiado para %1 @ %2</translation>
    </message>
    <message>
        <source>Copied to %1 @ %2, which is gone: to the moment of the copying</source>
        <translation>Copiado para %1 @ %2, que não existe mais: ao momento da cópia</translation>
    </message>
    <message>
        <source>Pointed at by %1</source>
        <translation>Apontado por %1</translation>
    </message>
    <message>
        <source>Pointed at by an entry of %1 @ %2</source>
        <translation>Apontado por uma entrada de %1 @ %2</translation>
    </message>
    <message>
        <source>Its segment is not there</source>
        <translation>O segmento não existe</translation>
    </message>
    <message>
        <source>Points at %1 @ %2</source>
        <translation>Aponta para %1 @ %2</translation>
    </message>
    <message>
        <source>Stands for %1</source>
        <translation>Representa %1</translation>
    </message>
    <message>
        <source>Op %1 also wrote %2: it is at %3 @ %4</source>
        <translation>A op %1 também escreveu %2: está em %3 @ %4</translation>
    </message>
    <message>
        <source>and %L1 more</source>
        <translation>e mais %L1</translation>
    </message>
    <message>
        <source>While the engine went on unrecorded, nobody noted who wrote</source>
        <translation>Enquanto o motor seguia sem registro, ninguém anotou quem escreveu</translation>
    </message>
    <message>
        <source>This history begins with op %1: what was before is not known</source>
        <translation>Este histórico começa com a op %1: o que houve antes não se sabe</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::MainMenu</name>
    <message>
        <source>Open recent</source>
        <translation>Abrir recente</translation>
    </message>
    <message>
        <source>%1 (gone)</source>
        <translation>%1 (não existe mais)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::MainWindow</name>
    <message>
        <source>Vitrine</source>
        <translation>Vitrine</translation>
    </message>
    <message>
        <source>cut power</source>
        <translation>corte de energia</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Linha do tempo</translation>
    </message>
    <message>
        <source>The directory %1 is not there any more. What the window shows is what it knew; put the directory back and type “open”, or open another (Ctrl+O).</source>
        <translation>O diretório %1 não existe mais. O que a janela mostra é o que ela sabia; ponha o diretório de volta e digite “open”, ou abra outro (Ctrl+O).</translation>
    </message>
    <message>
        <source>The directory %1 is there again: type “close”, then “open” to read it anew.</source>
        <translation>O diretório %1 voltou: digite “close” e depois “open” para lê-lo de novo.</translation>
    </message>
    <message>
        <source>Keys and commands</source>
        <translation>Teclas e comandos</translation>
    </message>
    <message>
        <source>About Vitrine</source>
        <translation>Sobre o Vitrine</translation>
    </message>
    <message>
        <source>This is the beginning of the history.</source>
        <translation>Este é o início do histórico.</translation>
    </message>
    <message>
        <source>This is the newest step.</source>
        <translation>Este é o passo mais novo.</translation>
    </message>
    <message>
        <source>A step on</source>
        <translation>Um passo adiante</translation>
    </message>
    <message>
        <source>A step back</source>
        <translation>Um passo atrás</translation>
    </message>
    <message>
        <source>An operation on</source>
        <translation>Uma operação adiante</translation>
    </message>
    <message>
        <source>An operation back</source>
        <translation>Uma operação atrás</translation>
    </message>
    <message>
        <source>A change of the disk on</source>
        <translation>Mudança do disco adiante</translation>
    </message>
    <message>
        <source>A change of the disk back</source>
        <translation>Mudança do disco atrás</translation>
    </message>
    <message>
        <source>Play, pause</source>
        <translation>Tocar, pausar</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>Ao início</translation>
    </message>
    <message>
        <source>To the newest step: live</source>
        <translation>Ao passo mais novo: ao vivo</translation>
    </message>
    <message>
        <source>The moment before this step</source>
        <translation>O momento antes deste passo</translation>
    </message>
    <message>
        <source>Point at nothing; leave a field</source>
        <translation>Largar; sair de um campo</translation>
    </message>
    <message>
        <source>Open the database again</source>
        <translation>Abrir o banco de novo</translation>
    </message>
    <message>
        <source>The database is open.</source>
        <translation>O banco está aberto.</translation>
    </message>
    <message>
        <source>Cut the power…</source>
        <translation>Cortar a energia…</translation>
    </message>
    <message>
        <source>Cancel the command that runs</source>
        <translation>Cancelar o comando em execução</translation>
    </message>
    <message>
        <source>No command runs.</source>
        <translation>Nenhum comando em execução.</translation>
    </message>
    <message>
        <source>Where is this key?</source>
        <translation>Onde está esta chave?</translation>
    </message>
    <message>
        <source>Everything that can be done</source>
        <translation>Tudo o que se pode fazer</translation>
    </message>
    <message>
        <source>This window has no part that does it.</source>
        <translation>Esta janela não tem uma parte que faça isso.</translation>
    </message>
    <message>
        <source>Open a directory…</source>
        <translation>Abrir um diretório…</translation>
    </message>
    <message>
        <source>Open a directory with a database</source>
        <translation>Abrir um diretório com um banco de dados</translation>
    </message>
    <message>
        <source>Run a script or open a session…</source>
        <translation>Abrir script ou sessão…</translation>
    </message>
    <message>
        <source>Run a script or open a saved session</source>
        <translation>Executar um script ou abrir uma sessão salva</translation>
    </message>
    <message>
        <source>Save the session…</source>
        <translation>Salvar a sessão…</translation>
    </message>
    <message>
        <source>Lessons and what was open lately</source>
        <translation>Lições e o que foi aberto recentemente</translation>
    </message>
    <message>
        <source>Forget what was open lately</source>
        <translation>Esquecer o que foi aberto recentemente</translation>
    </message>
    <message>
        <source>Nothing was open yet.</source>
        <translation>Nada foi aberto ainda.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Configurações…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projetor</translation>
    </message>
    <message>
        <source>Reset this layout</source>
        <translation>Restaurar este layout</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Tela cheia</translation>
    </message>
    <message>
        <source>Blank screen</source>
        <translation>Tela em branco</translation>
    </message>
    <message>
        <source>What changes moves</source>
        <translation>Animar o que muda</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Maior</translation>
    </message>
    <message>
        <source>This is the largest scale, 250 %.</source>
        <translation>Esta é a maior escala, 250%.</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Menor</translation>
    </message>
    <message>
        <source>This is the smallest scale, 100 %.</source>
        <translation>Esta é a menor escala, 100%.</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Tamanho normal</translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation>Tema: como o sistema</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Tema: claro</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Tema: escuro</translation>
    </message>
    <message>
        <source>Theme: high contrast</source>
        <translation>Tema: alto contraste</translation>
    </message>
    <message>
        <source>Hold the key %1.</source>
        <translation>Segure a tecla %1.</translation>
    </message>
    <message>
        <source>%1 ✓</source>
        <translation>%1 ✓</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Abrir %1</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Arquivos recentes</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Answer first: the step waits for your answer.</source>
        <translation>Responda antes: o passo espera sua resposta.</translation>
    </message>
    <message>
        <source>Salvage: open what can be read of a damaged database</source>
        <translation>Salvamento: abrir o que dá para ler de um banco danificado</translation>
    </message>
    <message>
        <source>Open the database for reading only</source>
        <translation>Abrir o banco só para leitura</translation>
    </message>
    <message>
        <source>Break the engine on purpose…</source>
        <translation>Quebrar o motor de propósito…</translation>
    </message>
    <message>
        <source>Nothing is asked.</source>
        <translation>Nada foi perguntado.</translation>
    </message>
    <message>
        <source>Choose answer A</source>
        <translation>Escolher a resposta A</translation>
    </message>
    <message>
        <source>Choose answer B</source>
        <translation>Escolher a resposta B</translation>
    </message>
    <message>
        <source>Choose answer C</source>
        <translation>Escolher a resposta C</translation>
    </message>
    <message>
        <source>Choose answer D</source>
        <translation>Escolher a resposta D</translation>
    </message>
    <message>
        <source>This question has no such answer.</source>
        <translation>Esta pergunta não tem essa resposta.</translation>
    </message>
    <message>
        <source>Commit the answer; then: go on</source>
        <translation>Confirmar a resposta; depois: continuar</translation>
    </message>
    <message>
        <source>Choose an answer first: a click, or its letter.</source>
        <translation>Escolha antes uma resposta: um clique, ou a letra dela.</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Não sei</translation>
    </message>
    <message>
        <source>Skip the question</source>
        <translation>Pular a pergunta</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>Sair da lição</translation>
    </message>
    <message>
        <source>No lesson is open.</source>
        <translation>Nenhuma lição está aberta.</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>Voltar à lição</translation>
    </message>
    <message>
        <source>No lesson waits for you.</source>
        <translation>Nenhuma lição espera você.</translation>
    </message>
    <message>
        <source>Ask in lessons, before it happens</source>
        <translation>Perguntar nas lições, antes que aconteça</translation>
    </message>
    <message>
        <source>Ask before recovery steps and reads after a crash</source>
        <translation>Perguntar antes de passos da recuperação e de leituras após uma queda</translation>
    </message>
    <message>
        <source>step waits for your answer</source>
        <translation>o passo espera sua resposta</translation>
    </message>
    <message>
        <source>predict</source>
        <translation>prever</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>A seguir: %1</translation>
    </message>
    <message>
        <source>Nothing has run yet. Decide first, then watch: the answer is found by running the engine itself.</source>
        <translation>Nada rodou ainda. Decida antes, depois observe: a resposta vem de rodar o próprio motor.</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>confirmar</translation>
    </message>
    <message>
        <source>watch</source>
        <translation>observar</translation>
    </message>
    <message>
        <source>explain</source>
        <translation>explicar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::MatrixView</name>
    <message>
        <source>Every moment, every outcome</source>
        <translation>Cada momento, cada desfecho</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>quebrada</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>recusada</translation>
    </message>
    <message>
        <source>none</source>
        <comment>nothing of what is new comes back</comment>
        <translation>nada</translation>
    </message>
    <message>
        <source>part</source>
        <comment>a part of it comes back</comment>
        <translation>parte</translation>
    </message>
    <message>
        <source>all</source>
        <comment>all of it comes back</comment>
        <translation>tudo</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::MenuButton</name>
    <message>
        <source>Vitrine</source>
        <translation>Vitrine</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Open files, choose what is shown, settings (F9)</source>
        <translation>Abrir arquivos, escolher o que é mostrado, configurações (F9)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::NoteBar</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutcomeMatrix</name>
    <message>
        <source>%1: no outcome with the result “%2”</source>
        <translation>%1: nenhum desfecho com o resultado “%2”</translation>
    </message>
    <message>
        <source>1 outcome</source>
        <translation>1 desfecho</translation>
    </message>
    <message>
        <source>%L1 outcomes</source>
        <translation>%L1 desfechos</translation>
    </message>
    <message>
        <source>%1: %2, %3. For example: %4</source>
        <translation>%1: %2, %3. Por exemplo: %4</translation>
    </message>
    <message>
        <source>%1 explored of %2 allowed, %L3 of %L4 boundaries exhaustive, %L5 distinct disks</source>
        <translation>%1 explorados de %2 permitidos, %L3 de %L4 fronteiras exaustivas, %L5 discos distintos</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutcomeTiles</name>
    <message>
        <source>1 kind of disk, 1 result</source>
        <translation>1 tipo de disco, 1 resultado</translation>
    </message>
    <message>
        <source>%L1 kinds of disk, 1 result</source>
        <translation>%L1 tipos de disco, 1 resultado</translation>
    </message>
    <message>
        <source>%L1 kinds of disk, %L2 results</source>
        <translation>%L1 tipos de disco, %L2 resultados</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutcomesPanel</name>
    <message>
        <source>What may come back</source>
        <translation>O que pode voltar</translation>
    </message>
    <message>
        <source>Try all</source>
        <translation>Testar todos</translation>
    </message>
    <message>
        <source>Try every outcome of a power cut here</source>
        <translation>Testar cada desfecho de uma queda de energia aqui</translation>
    </message>
    <message>
        <source>Recovers every disk that a power cut may leave at this moment</source>
        <translation>Recupera cada disco que uma queda de energia pode deixar neste momento</translation>
    </message>
    <message>
        <source>Try everywhere</source>
        <translation>Testar cada momento</translation>
    </message>
    <message>
        <source>Try every outcome of a power cut anywhere</source>
        <translation>Testar cada desfecho de uma queda de energia em qualquer momento</translation>
    </message>
    <message>
        <source>The same behind every change of the disk of this history</source>
        <translation>O mesmo depois de cada mudança do disco neste histórico</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Try no more outcomes</source>
        <translation>Não testar mais desfechos</translation>
    </message>
    <message>
        <source>Keeps what was found so far</source>
        <translation>Mantém o que foi encontrado até agora</translation>
    </message>
    <message>
        <source>At this moment there is no power to be cut.</source>
        <translation>Neste momento não há energia a cortar.</translation>
    </message>
    <message>
        <source>The smallest is marked.</source>
        <translation>O menor está marcado.</translation>
    </message>
    <message>
        <source>No promise broken.</source>
        <translation>Nenhuma promessa quebrada.</translation>
    </message>
    <message>
        <source>%1 explored of %2 allowed.</source>
        <translation>%1 explorados de %2 permitidos.</translation>
    </message>
    <message>
        <source>Every disk that may be left is being recovered…</source>
        <translation>Cada disco que pode restar está sendo recuperado…</translation>
    </message>
    <message>
        <source>“Try all” recovers every disk that a power cut may leave here.</source>
        <translation>“Testar todos” recupera cada disco que uma queda de energia pode deixar aqui.</translation>
    </message>
    <message>
        <source>Every moment, every outcome</source>
        <translation>Cada momento, cada desfecho</translation>
    </message>
    <message>
        <source>This moment</source>
        <translation>Este momento</translation>
    </message>
    <message>
        <source>Every moment</source>
        <translation>Cada momento</translation>
    </message>
    <message>
        <source>%L1 of %L2 moments</source>
        <translation>%L1 de %L2 momentos</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>O script</translation>
    </message>
    <message>
        <source>Show the script of a broken promise</source>
        <translation>Mostrar o script de uma promessa quebrada</translation>
    </message>
    <message>
        <source>The fewest lines that show the broken promise, to be read, copied or run</source>
        <translation>As poucas linhas que mostram a promessa quebrada, para ler, copiar ou executar</translation>
    </message>
    <message>
        <source>A promise is broken.</source>
        <translation>Uma promessa foi quebrada.</translation>
    </message>
    <message>
        <source>A promise is broken without any power cut.</source>
        <translation>Uma promessa é quebrada sem nenhuma queda de energia.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>The smallest script that shows it is being looked for…</source>
        <translation>Procurando o menor script que mostra isso…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>A broken promise</source>
        <translation>Uma promessa quebrada</translation>
    </message>
    <message>
        <source>These are the fewest lines found that show it. What is wrong stands behind “---”: as long as the promise is broken, “vitrine-cli run” says that the script holds.</source>
        <translation>Estas são as poucas linhas encontradas que mostram isso. O que está errado fica depois de “---”: enquanto a promessa estiver quebrada, “vitrine-cli run” diz que o script confere.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutcomesView</name>
    <message>
        <source>lost</source>
        <translation>perdida</translation>
    </message>
    <message>
        <source>torn</source>
        <translation>rasgada</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>inteira</translation>
    </message>
    <message>
        <source>Kinds of disk that a power cut may leave</source>
        <translation>Tipos de disco que uma queda de energia pode deixar</translation>
    </message>
    <message>
        <source>+ %L1 more kinds</source>
        <translation>+ %L1 outros tipos</translation>
    </message>
    <message>
        <source>✕ %1</source>
        <translation>✕ %1</translation>
    </message>
    <message>
        <source>%1, or less</source>
        <translation>%1, ou menos</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutlinePanel</name>
    <message>
        <source>Lesson</source>
        <translation>Lição</translation>
    </message>
    <message>
        <source>The one idea</source>
        <translation>A ideia central</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>Sair da lição</translation>
    </message>
    <message>
        <source>The database stays as it is</source>
        <translation>O banco fica como está</translation>
    </message>
    <message>
        <source>Its steps stand here once one is open.</source>
        <translation>Os passos aparecem aqui quando uma lição está aberta.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>cerca de %n minuto</numerusform>
            <numerusform>cerca de %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>predict, then step</source>
        <translation>preveja, depois dê o passo</translation>
    </message>
    <message>
        <source>watch it happen</source>
        <translation>veja acontecer</translation>
    </message>
    <message>
        <source>waits here for you</source>
        <translation>espera você aqui</translation>
    </message>
    <message>
        <source>covered until the end</source>
        <translation>coberta até o fim</translation>
    </message>
    <message>
        <source>Right so far: %L1 of %L2. Kept on this screen only.</source>
        <translation>Certas até agora: %L1 de %L2. Isso fica só nesta tela.</translation>
    </message>
    <message>
        <source>Next: %1 · %2</source>
        <translation>Próxima: %1 · %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::OutlineView</name>
    <message>
        <source>%1 (done)</source>
        <translation>%1 (feito)</translation>
    </message>
    <message>
        <source>%1 (here)</source>
        <translation>%1 (aqui)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Overlays</name>
    <message>
        <source>The session is saved in %1.</source>
        <translation>A sessão foi salva em %1.</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Salvar a sessão</translation>
    </message>
    <message>
        <source>Saved sessions (*.vitrine)</source>
        <translation>Sessões salvas (*.vitrine)</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::PanelDock</name>
    <message>
        <source>Take the panel out of the window, or put it back</source>
        <translation>Tira o painel da janela ou o põe de volta</translation>
    </message>
    <message>
        <source>Close the panel; the menu “Panels” brings it back</source>
        <translation>Fecha o painel; o menu “Painéis” o traz de volta</translation>
    </message>
    <message>
        <source>Put back into the window</source>
        <translation>Pôr de volta na janela</translation>
    </message>
    <message>
        <source>Take out of the window</source>
        <translation>Tirar da janela</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::PanelDocks</name>
    <message>
        <source>Panels in one place</source>
        <translation>Painéis no mesmo lugar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::PlotsPanel</name>
    <message>
        <source>Plots</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Amplification</source>
        <translation>Amplificação</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Tamanhos</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latência</translation>
    </message>
    <message>
        <source>bytes moved for each byte that was wanted</source>
        <translation>bytes movidos por byte desejado</translation>
    </message>
    <message>
        <source>what the log files hold</source>
        <translation>o que os arquivos de log contêm</translation>
    </message>
    <message>
        <source>by the clock, watching included</source>
        <translation>pelo relógio, incluindo a observação</translation>
    </message>
    <message>
        <source>Plot amplification</source>
        <translation>Gráfico da amplificação</translation>
    </message>
    <message>
        <source>Plot sizes</source>
        <translation>Gráfico dos tamanhos</translation>
    </message>
    <message>
        <source>Plot latency</source>
        <translation>Gráfico da latência</translation>
    </message>
    <message>
        <source>Show the whole plot</source>
        <translation>Mostrar o gráfico inteiro</translation>
    </message>
    <message>
        <source>Save the plot&apos;s numbers as CSV…</source>
        <translation>Salvar os números do gráfico como CSV…</translation>
    </message>
    <message>
        <source>Save the plot&apos;s numbers</source>
        <translation>Salvar os números do gráfico</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Salvo como %1.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::PowerPanel</name>
    <message>
        <source>What if the power fails now?</source>
        <translation>E se a energia cair agora?</translation>
    </message>
    <message>
        <source>Choose what the disk kept (X)</source>
        <translation>Escolhe o que o disco guardou (X)</translation>
    </message>
    <message>
        <source>Cut power here…</source>
        <translation>Cortar energia aqui…</translation>
    </message>
    <message>
        <source>Cut power…</source>
        <translation>Cortar energia…</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::PowerView</name>
    <message>
        <source>+%L1 more</source>
        <translation>mais %L1</translation>
    </message>
    <message>
        <source>%L1 keys</source>
        <translation>%L1 chaves</translation>
    </message>
    <message>
        <source>%1 +%L2 more</source>
        <translation>%1 e mais %L2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Predictor</name>
    <message>
        <source>Answer first: the question waits.</source>
        <translation>Responda primeiro: a pergunta espera.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ProjectorScreen</name>
    <message>
        <source>The story of %1</source>
        <translation>A história de %1</translation>
    </message>
    <message>
        <source>A story</source>
        <translation>Uma história</translation>
    </message>
    <message>
        <source>projector %1 %   Esc leaves</source>
        <translation>projetor %1%   Esc sai</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::QuestionPanel</name>
    <message>
        <source>Predict</source>
        <translation>Prever</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Não sei</translation>
    </message>
    <message>
        <source>A full answer: the command runs, and you see what happens</source>
        <translation>Uma resposta válida: o comando roda e você vê o que acontece</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Pular</translation>
    </message>
    <message>
        <source>Go on without this question</source>
        <translation>Continua sem esta pergunta</translation>
    </message>
    <message>
        <source>Show the moment</source>
        <translation>Mostrar o momento</translation>
    </message>
    <message>
        <source>Go to the step in which it can be seen</source>
        <translation>Vai ao passo em que isso se vê</translation>
    </message>
    <message>
        <source>Choose a lesson</source>
        <translation>Escolher uma lição</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>Voltar à lição</translation>
    </message>
    <message>
        <source>Begins its database anew and goes to where the lesson stood</source>
        <translation>Recomeça o banco dela e vai até onde a lição estava</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Observar</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Explicar</translation>
    </message>
    <message>
        <source>Commit %1 · Enter</source>
        <translation>Confirmar %1 · Enter</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Run it, and see (Enter)</source>
        <translation>Executa e mostra (Enter)</translation>
    </message>
    <message>
        <source>Choose an answer first: a click, or its letter</source>
        <translation>Escolha antes uma resposta: um clique, ou a letra dela</translation>
    </message>
    <message numerus="yes">
        <source>%n hand(s) in the room. Type a count, or leave it.</source>
        <translation>
            <numerusform>%n mão levantada na sala. Digite uma contagem, ou deixe assim.</numerusform>
            <numerusform>%n mãos levantadas na sala. Digite uma contagem, ou deixe assim.</numerusform>
        </translation>
    </message>
    <message>
        <source>Hands in the room: type a count at an answer, or leave it.</source>
        <translation>Mãos levantadas na sala: digite uma contagem numa resposta, ou deixe assim.</translation>
    </message>
    <message>
        <source>This is what happened:</source>
        <translation>Isto foi o que aconteceu:</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Certo.</translation>
    </message>
    <message>
        <source>Not so: it is %1.</source>
        <translation>Não: é a %1.</translation>
    </message>
    <message>
        <source>It has run. Step through it (→), or play: at its end you read what happened.</source>
        <translation>Rodou. Ande passo a passo (→), ou toque: no fim você lê o que aconteceu.</translation>
    </message>
    <message>
        <source>Go on · Enter</source>
        <translation>Continuar · Enter</translation>
    </message>
    <message>
        <source>%1 · Enter</source>
        <translation>%1 · Enter</translation>
    </message>
    <message>
        <source>Decide first, then watch.</source>
        <translation>Decida antes, depois observe.</translation>
    </message>
    <message>
        <source>A lesson asks what will happen before it happens. None is open.</source>
        <translation>Uma lição pergunta o que vai acontecer antes que aconteça. Nenhuma está aberta.</translation>
    </message>
    <message>
        <source>This is your own.</source>
        <translation>Agora é por sua conta.</translation>
    </message>
    <message>
        <source>You left the way of the lesson “%1”. It stands at “%2”, and waits.</source>
        <translation>Você saiu do caminho da lição “%1”. Ela parou em “%2” e espera.</translation>
    </message>
    <message>
        <source>That was “%1”.</source>
        <translation>Essa foi “%1”.</translation>
    </message>
    <message>
        <source>The database is yours now: put, get and delete keys of your own, and watch what they do.</source>
        <translation>Agora o banco é seu: faça put, get e delete de chaves suas, e veja o que acontece.</translation>
    </message>
    <message>
        <source>The lesson goes on …</source>
        <translation>A lição continua …</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecordDialog</name>
    <message>
        <source>Record a run</source>
        <translation>Gravar uma execução</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Visão</translation>
    </message>
    <message>
        <source>&amp;From operation</source>
        <translation>&amp;Da operação</translation>
    </message>
    <message>
        <source>&amp;To operation</source>
        <translation>&amp;Até a operação</translation>
    </message>
    <message>
        <source>&amp;Steps a second</source>
        <translation>&amp;Passos por segundo</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Tamanho</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>&amp;Formato</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Gravar…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>A janela inteira</translation>
    </message>
    <message>
        <source>as on the screen</source>
        <translation>como na tela</translation>
    </message>
    <message>
        <source>three quarters</source>
        <translation>três quartos</translation>
    </message>
    <message>
        <source>half</source>
        <translation>metade</translation>
    </message>
    <message>
        <source>double</source>
        <translation>dobro</translation>
    </message>
    <message>
        <source>one animated GIF</source>
        <translation>um GIF animado</translation>
    </message>
    <message>
        <source>a folder of PNG files</source>
        <translation>uma pasta de arquivos PNG</translation>
    </message>
    <message>
        <source>it ends before it begins: let operation %1 be the last.</source>
        <translation>termina antes de começar: que a operação %1 seja a última.</translation>
    </message>
    <message>
        <source>that view is not on the screen: show it first.</source>
        <translation>essa visão não está na tela: mostre-a primeiro.</translation>
    </message>
    <message>
        <source>One frame</source>
        <translation>Um quadro</translation>
    </message>
    <message>
        <source>%L1 frames, one a step</source>
        <translation>%L1 quadros, um por passo</translation>
    </message>
    <message>
        <source>%1, of %2 × %3 pixels; about %4 s.</source>
        <translation>%1, de %2 × %3 pixels; cerca de %4 s.</translation>
    </message>
    <message>
        <source>Record into a new folder</source>
        <translation>Gravar numa pasta nova</translation>
    </message>
    <message>
        <source>Record as an animated GIF</source>
        <translation>Gravar como GIF animado</translation>
    </message>
    <message>
        <source>New folder (*)</source>
        <translation>Pasta nova (*)</translation>
    </message>
    <message>
        <source>GIF (*.gif)</source>
        <translation>GIF (*.gif)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecordPanel</name>
    <message>
        <source>Record</source>
        <translation>Registro</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecordView</name>
    <message>
        <source>Fields of the record</source>
        <translation>Campos do registro</translation>
    </message>
    <message>
        <source>Click a byte</source>
        <translation>Clique num byte</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Recorder</name>
    <message>
        <source>there is no operation %1: the history is empty.</source>
        <translation>não há operação %1: o histórico está vazio.</translation>
    </message>
    <message>
        <source>there is no operation %1: the history has %2 to %3.</source>
        <translation>não há operação %1: o histórico tem de %2 a %3.</translation>
    </message>
    <message>
        <source>line %1 is no operation: it has no steps.</source>
        <translation>a linha %1 não é uma operação: não tem passos.</translation>
    </message>
    <message>
        <source>operation %1 has no step %2: it has %3.</source>
        <translation>a operação %1 não tem o passo %2: tem %3.</translation>
    </message>
    <message>
        <source>The history forgot step %L1 while it was recorded: record a later part of it.</source>
        <translation>O histórico esqueceu o passo %L1 enquanto era gravado: grave uma parte mais recente.</translation>
    </message>
    <message>
        <source>The view that was recorded is no more there: show it and record again.</source>
        <translation>A visão que era gravada não está mais lá: mostre-a e grave de novo.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecoveryModel</name>
    <message>
        <source>found</source>
        <translation>encontrado</translation>
    </message>
    <message>
        <source>crc</source>
        <translation>crc</translation>
    </message>
    <message>
        <source>4 bytes at %1</source>
        <translation>4 bytes em %1</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>calculado</translation>
    </message>
    <message>
        <source>over</source>
        <translation>sobre</translation>
    </message>
    <message>
        <source>and database, file life, offset</source>
        <translation>e banco, vida do arquivo, offset</translation>
    </message>
    <message>
        <source>so</source>
        <translation>então</translation>
    </message>
    <message>
        <source>the bytes are not what was written.</source>
        <translation>os bytes não são o que foi escrito.</translation>
    </message>
    <message>
        <source>But this engine does not look: it is broken on purpose.</source>
        <translation>Mas este motor não olha: está quebrado de propósito.</translation>
    </message>
    <message>
        <source>equal:</source>
        <translation>iguais:</translation>
    </message>
    <message>
        <source>these bytes were written for this place.</source>
        <translation>estes bytes foram escritos para este lugar.</translation>
    </message>
    <message>
        <source>a true record,</source>
        <translation>um registro verdadeiro,</translation>
    </message>
    <message>
        <source>but its sequence number is older than what is known of %1.</source>
        <translation>mas o número de sequência é mais antigo do que o já conhecido de %1.</translation>
    </message>
    <message>
        <source>a true record:</source>
        <translation>um registro verdadeiro:</translation>
    </message>
    <message>
        <source>%1 is taken out of the index.</source>
        <translation>%1 sai do índice.</translation>
    </message>
    <message>
        <source>%1 goes into slot %2 of the index.</source>
        <translation>%1 entra no slot %2 do índice.</translation>
    </message>
    <message>
        <source>%1 goes into the index.</source>
        <translation>%1 entra no índice.</translation>
    </message>
    <message>
        <source>needs</source>
        <translation>precisa</translation>
    </message>
    <message>
        <source>%L1 header</source>
        <translation>%L1 cabeçalho</translation>
    </message>
    <message>
        <source>%L1 key</source>
        <translation>%L1 chave</translation>
    </message>
    <message>
        <source>%L1 value</source>
        <translation>%L1 valor</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>ao menos %1</translation>
    </message>
    <message>
        <source>has</source>
        <translation>tem</translation>
    </message>
    <message>
        <source>end of file</source>
        <translation>fim do arquivo</translation>
    </message>
    <message>
        <source>this record</source>
        <translation>este registro</translation>
    </message>
    <message>
        <source>no torn tail</source>
        <translation>não é cauda rasgada</translation>
    </message>
    <message>
        <source>because %1.</source>
        <translation>porque %1.</translation>
    </message>
    <message>
        <source>damage: open refuses.</source>
        <translation>dano: a abertura é recusada.</translation>
    </message>
    <message>
        <source>“open salvage” would set the file aside, with nothing behind it to keep.</source>
        <translation>“open salvage” poria o arquivo de lado, sem nada depois do dano para manter.</translation>
    </message>
    <message>
        <source>“open salvage” would keep 1 whole record behind it, and set the file aside.</source>
        <translation>“open salvage” manteria 1 registro inteiro depois do dano e poria o arquivo de lado.</translation>
    </message>
    <message>
        <source>“open salvage” would keep %L1 whole records behind it, and set the file aside.</source>
        <translation>“open salvage” manteria %L1 registros inteiros depois do dano e poria o arquivo de lado.</translation>
    </message>
    <message>
        <source>cut at</source>
        <translation>corte em</translation>
    </message>
    <message>
        <source>%L1 bytes stay, %L2 go.</source>
        <translation>%L1 bytes ficam, %L2 se vão.</translation>
    </message>
    <message>
        <source>Whole records behind it go too: a prefix, never a gap.</source>
        <translation>Registros inteiros depois dela também se vão: um prefixo, nunca com buraco.</translation>
    </message>
    <message>
        <source>With a byte wrong instead of missing, the crc would tell.</source>
        <translation>Se um byte estivesse errado em vez de faltar, o crc diria.</translation>
    </message>
    <message>
        <source>Nothing behind it says that it was synced.</source>
        <translation>Nada depois dela diz que passou por um sync.</translation>
    </message>
    <message>
        <source>not used:</source>
        <translation>não usado:</translation>
    </message>
    <message>
        <source>a hint is a cache. The log itself is read instead, and nothing is lost.</source>
        <translation>um hint é um cache. Lê-se o próprio log, e nada se perde.</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>hint</translation>
    </message>
    <message>
        <source>lists %L1 records,</source>
        <translation>lista %L1 registros,</translation>
    </message>
    <message>
        <source>with place, size and key of each</source>
        <translation>com posição, tamanho e chave de cada um</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>segmento</translation>
    </message>
    <message>
        <source>would have been read</source>
        <translation>teria sido lido</translation>
    </message>
    <message>
        <source>the hint is read instead:</source>
        <translation>lê-se o hint no lugar dele:</translation>
    </message>
    <message>
        <source>its checksum holds, and it was written for this life and length of the segment.</source>
        <translation>o checksum confere, e ele foi escrito para esta vida e este comprimento do segmento.</translation>
    </message>
    <message>
        <source>names</source>
        <translation>nomes</translation>
    </message>
    <message>
        <source>Each segment&apos;s header names its database, its own life, and the segment before it: a missing one would be missed.</source>
        <translation>O cabeçalho de cada segmento identifica o banco, a própria vida e o segmento anterior: a falta de um seria notada.</translation>
    </message>
    <message>
        <source>%L1 bytes stay, %L2 are gone for good: the cut is synced.</source>
        <translation>%L1 bytes ficam, %L2 se foram de vez: o corte recebeu um sync.</translation>
    </message>
    <message>
        <source>removed:</source>
        <translation>removido:</translation>
    </message>
    <message>
        <source>why</source>
        <translation>por quê</translation>
    </message>
    <message>
        <source>What was found may be in the cache only. Before anybody is told of it, it is synced: what is shown once, stays.</source>
        <translation>O que foi encontrado pode estar só no cache. Antes que alguém saiba disso, recebe um sync: o que é mostrado uma vez fica.</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>até agora</translation>
    </message>
    <message>
        <source>%L1 records, each with its checksum</source>
        <translation>%L1 registros, cada um com seu checksum</translation>
    </message>
    <message>
        <source>%L1 keys</source>
        <translation>%L1 chaves</translation>
    </message>
    <message>
        <source>open:</source>
        <translation>aberto:</translation>
    </message>
    <message>
        <source>The database is closed. “open” recovers it: each record is read, and what its checksum does not prove is not believed.</source>
        <translation>O banco está fechado. “open” o recupera: cada registro é lido, e só vale o que o checksum prova.</translation>
    </message>
    <message>
        <source>Cut the power to see recovery: it reads what the disk kept, record by record, compares checksums, cuts a torn tail off, and fills the index again.</source>
        <translation>Corte a energia para ver a recuperação: ela lê o que o disco guardou, registro por registro, compara checksums, corta a cauda rasgada e preenche o índice de novo.</translation>
    </message>
    <message>
        <source>1 record good before %1, then damage: this stretch was synced.</source>
        <translation>1 registro bom antes de %1, depois dano: este trecho passou por um sync.</translation>
    </message>
    <message>
        <source>%L2 records good before %1, then damage: this stretch was synced.</source>
        <translation>%L2 registros bons antes de %1, depois dano: este trecho passou por um sync.</translation>
    </message>
    <message>
        <source>%1 of a torn tail cut at %2, and the cut synced.</source>
        <translation>Cauda rasgada de %1 cortada em %2, e o corte recebeu um sync.</translation>
    </message>
    <message>
        <source>1 record good; %1 from %2 on are a torn tail.</source>
        <translation>1 registro bom; de %2 em diante, %1 de cauda rasgada.</translation>
    </message>
    <message>
        <source>%L3 records good; %1 from %2 on are a torn tail.</source>
        <translation>%L3 registros bons; de %2 em diante, %1 de cauda rasgada.</translation>
    </message>
    <message>
        <source>Its hint file lists %L1 records: the log itself was not read.</source>
        <translation>O arquivo de hint lista %L1 registros: o próprio log não foi lido.</translation>
    </message>
    <message>
        <source>%1 found; record %2 is read.</source>
        <translation>Há %1; o registro %2 é lido.</translation>
    </message>
    <message>
        <source>Its hint file is not used: %1</source>
        <translation>O arquivo de hint não é usado: %1</translation>
    </message>
    <message>
        <source>%L1 of %L1 records good. Its hint file was not used, so each one was read.</source>
        <translation>%L1 de %L1 registros bons. O arquivo de hint não foi usado, então cada um foi lido.</translation>
    </message>
    <message>
        <source>1 of 1 records good. There is no hint file, so it was read.</source>
        <translation>1 de 1 registro bom. Não há arquivo de hint, então ele foi lido.</translation>
    </message>
    <message>
        <source>%L1 of %L1 records good. There is no hint file, so each one was read.</source>
        <translation>%L1 de %L1 registros bons. Não há arquivo de hint, então cada um foi lido.</translation>
    </message>
    <message>
        <source>%1, read with all others.</source>
        <translation>%1, lido com todos os outros.</translation>
    </message>
    <message>
        <source>begun: new records go here.</source>
        <translation>iniciado: registros novos vão para cá.</translation>
    </message>
    <message>
        <source>%1, no part of the database any more.</source>
        <translation>%1, não faz mais parte do banco.</translation>
    </message>
    <message>
        <source>%1, waiting.</source>
        <translation>%1, à espera.</translation>
    </message>
    <message>
        <source>removed: %1.</source>
        <translation>removido: %1.</translation>
    </message>
    <message>
        <source>What is shown, and what was cut, is synced: no later power cut takes it back.</source>
        <translation>O que é mostrado, e o que foi cortado, recebeu um sync: nenhuma queda de energia posterior o leva de volta.</translation>
    </message>
    <message>
        <source>%L1 readable records were copied here; the original was set aside.</source>
        <translation>%L1 registros legíveis foram copiados para cá; o original foi posto de lado.</translation>
    </message>
    <message>
        <source>%L1 records read and verified, %L2 keys so far: too many to be told one by one.</source>
        <translation>%L1 registros lidos e verificados, %L2 chaves até agora: são muitos para serem mostrados um a um.</translation>
    </message>
    <message>
        <source>by luck</source>
        <comment>a record that was not durable</comment>
        <translation>por sorte</translation>
    </message>
    <message>
        <source>del %1</source>
        <translation>del %1</translation>
    </message>
    <message>
        <source>crc matches</source>
        <translation>crc confere</translation>
    </message>
    <message>
        <source>crc differs, and is not checked</source>
        <translation>crc difere, e não é verificado</translation>
    </message>
    <message>
        <source>an older copy</source>
        <translation>uma cópia mais antiga</translation>
    </message>
    <message>
        <source>→ erase it</source>
        <translation>→ sai do índice</translation>
    </message>
    <message>
        <source>→ slot %1</source>
        <translation>→ slot %1</translation>
    </message>
    <message>
        <source>→ index</source>
        <translation>→ índice</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a result, and how</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>1 byte missing</source>
        <translation>falta 1 byte</translation>
    </message>
    <message>
        <source>%L1 bytes missing</source>
        <translation>faltam %L1 bytes</translation>
    </message>
    <message>
        <source>damage: it was synced, so open refuses</source>
        <translation>dano: passou por um sync, então a abertura é recusada</translation>
    </message>
    <message>
        <source>a torn tail: everything from here goes, 1 whole record too</source>
        <translation>uma cauda rasgada: tudo daqui em diante se vai, 1 registro inteiro também</translation>
    </message>
    <message>
        <source>a torn tail: everything from here goes, %L1 whole records too</source>
        <translation>uma cauda rasgada: tudo daqui em diante se vai, %L1 registros inteiros também</translation>
    </message>
    <message>
        <source>a torn tail: everything from here goes</source>
        <translation>uma cauda rasgada: tudo daqui em diante se vai</translation>
    </message>
    <message>
        <source>but its batch has no end</source>
        <translation>mas falta o fim do lote dele</translation>
    </message>
    <message>
        <source>but it lies behind a gap</source>
        <translation>mas fica depois de um buraco</translation>
    </message>
    <message>
        <source>%1 read, %2 again.</source>
        <comment>records, keys</comment>
        <translation>%1 lidos, %2 de novo.</translation>
    </message>
    <message>
        <source>%1, its header alone: there is no record to be read.</source>
        <translation>%1, só o cabeçalho: não há registro para ler.</translation>
    </message>
    <message>
        <source>crc differs</source>
        <translation>crc difere</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecoveryPanel</name>
    <message>
        <source>Recovery</source>
        <translation>Recuperação</translation>
    </message>
    <message>
        <source>reads each record, trusts only what its checksum proves</source>
        <translation>lê cada registro, confia só no que o checksum prova</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecoveryProgress</name>
    <message>
        <source>%1 % of the log files are read</source>
        <translation>%1 % dos arquivos de log foram lidos</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RecoveryView</name>
    <message>
        <source>%1  (+%L2 above)</source>
        <translation>%1  (+%L2 acima)</translation>
    </message>
    <message>
        <source>%1  (+%L2 below)</source>
        <translation>%1  (+%L2 abaixo)</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>O arquivo está vazio.</translation>
    </message>
    <message>
        <source>How does it know?</source>
        <translation>Como ela sabe?</translation>
    </message>
    <message>
        <source>Recovery: %1</source>
        <translation>Recuperação: %1</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::RibbonsView</name>
    <message>
        <source>closed · %L1 B · read, never changed</source>
        <translation>fechado · %L1 B · lido, nunca alterado</translation>
    </message>
    <message>
        <source>removed · %L1 B are free</source>
        <translation>removido · %L1 B livres</translation>
    </message>
    <message>
        <source>%L1 B</source>
        <translation>%L1 B</translation>
    </message>
    <message>
        <source>what lives in them is not known here</source>
        <translation>o que vive neles não se sabe aqui</translation>
    </message>
    <message>
        <source>%L1 segments</source>
        <translation>%L1 segmentos</translation>
    </message>
    <message>
        <source>header</source>
        <translation>cabeçalho</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>tombstone</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>%L1 B %2</source>
        <translation>%L1 B %2</translation>
    </message>
    <message>
        <source>%L1 B copied</source>
        <translation>%L1 B copiados</translation>
    </message>
    <message>
        <source>%L1 records are copied, %L2 left behind.</source>
        <translation>%L1 registros são copiados, %L2 deixados para trás.</translation>
    </message>
    <message>
        <source>They are too many to be drawn one by one: the bars say how much is what, not where it lies.</source>
        <translation>São demais para desenhar um a um: as barras dizem quanto é o quê, não onde está.</translation>
    </message>
    <message>
        <source>Compaction: which records are copied where</source>
        <translation>Compactação: que registros são copiados para onde</translation>
    </message>
    <message>
        <source>No compaction yet. Fill a segment or two, overwrite a key, then press Compact.</source>
        <translation>Nenhuma compactação ainda. Encha um ou dois segmentos, sobrescreva uma chave e clique em Compactar.</translation>
    </message>
    <message>
        <source>slot %1</source>
        <translation>slot %1</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>removido</translation>
    </message>
    <message>
        <source>%L1 B are free</source>
        <translation>%L1 B livres</translation>
    </message>
    <message>
        <source>%L1 B will be free</source>
        <translation>%L1 B ficarão livres</translation>
    </message>
    <message>
        <source>%L1 dead</source>
        <translation>%L1 mortos</translation>
    </message>
    <message>
        <source>%L1 tombstone</source>
        <translation>%L1 tombstone</translation>
    </message>
    <message>
        <source>%L1 header</source>
        <translation>%L1 cabeçalho</translation>
    </message>
    <message>
        <source>given up and removed · its inputs stay as they are</source>
        <translation>abandonada e removida · as entradas ficam como estão</translation>
    </message>
    <message>
        <source>replaced since</source>
        <translation>substituído depois</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>ainda não existe</translation>
    </message>
    <message>
        <source>%L1 B, on the platter · in place of its inputs</source>
        <translation>%L1 B, persistidos · no lugar das entradas</translation>
    </message>
    <message>
        <source>%L1 B, on the platter · readers still go to its inputs</source>
        <translation>%L1 B, persistidos · leitores ainda usam as entradas</translation>
    </message>
    <message>
        <source>an index slot points here, readers go here</source>
        <translation>um slot do índice aponta para cá, leitores vêm aqui</translation>
    </message>
    <message>
        <source>%L1 B so far, in the cache · becomes %2 when it is whole and synced</source>
        <translation>%L1 B até aqui, no cache · vira %2 quando estiver inteiro e com sync</translation>
    </message>
    <message>
        <source>%L1 B, on the platter · becomes %2 when it is whole and synced</source>
        <translation>%L1 B, persistidos · vira %2 quando estiver inteiro e com sync</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ScriptSheet</name>
    <message>
        <source>The script</source>
        <translation>O script</translation>
    </message>
    <message>
        <source>Run it in the console</source>
        <translation>Executar no console</translation>
    </message>
    <message>
        <source>Its lines are sent one after the other: it begins anew, in an empty place</source>
        <translation>As linhas são enviadas uma após a outra: começa de novo, em um lugar vazio</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>It is on the clipboard</source>
        <translation>Está na área de transferência</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::ScrubberView</name>
    <message>
        <source>Moments of the story</source>
        <translation>Momentos da história</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 de %2: %3</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SearchBox</name>
    <message>
        <source>Find a command</source>
        <translation>Buscar um comando</translation>
    </message>
    <message>
        <source>Find anything that can be done (Ctrl+K)</source>
        <translation>Buscar tudo o que se pode fazer (Ctrl+K)</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SegmentsMinimap</name>
    <message>
        <source>All segments</source>
        <translation>Todos os segmentos</translation>
    </message>
    <message>
        <source>All %L1 segments, the oldest at the top: click to go there</source>
        <translation>Todos os %L1 segmentos, o mais antigo em cima: clique para ir até lá</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SegmentsModel</name>
    <message>
        <source>closed, read only</source>
        <translation>fechado, só leitura</translation>
    </message>
    <message>
        <source>active, writes go here</source>
        <translation>ativo, escritas aqui</translation>
    </message>
    <message>
        <source>a sync failed: no writes</source>
        <translation>um sync falhou: sem escritas</translation>
    </message>
    <message>
        <source>newest, read only</source>
        <translation>o mais novo, só leitura</translation>
    </message>
    <message>
        <source>being written by a compaction</source>
        <translation>sendo escrito por uma compactação</translation>
    </message>
    <message>
        <source>set aside, damaged</source>
        <translation>posto de lado, danificado</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>não aberto</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SegmentsPanel</name>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>one row a file, drawn to one scale</source>
        <translation>uma linha por arquivo, em uma só escala</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>tombstone</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>not on the platter</source>
        <translation>não persistido</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compactar</translation>
    </message>
    <message>
        <source>No bytes yet. Put a key.</source>
        <translation>Nenhum byte ainda. Faça put de uma chave.</translation>
    </message>
    <message>
        <source>%L1 older segments are counted, but have no rows: they are too many</source>
        <translation>%L1 segmentos mais antigos são contados, mas não têm linha: são muitos</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1 vivos</translation>
    </message>
    <message>
        <source>%1 not yet in the index</source>
        <translation>%1 ainda fora do índice</translation>
    </message>
    <message>
        <source>%1 tombstone</source>
        <translation>%1 tombstone</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 mortos</translation>
    </message>
    <message>
        <source>%1 in records</source>
        <translation>%1 em registros</translation>
    </message>
    <message>
        <source>%1 damaged</source>
        <translation>%1 danificados</translation>
    </message>
    <message>
        <source>%1 header</source>
        <translation>%1 cabeçalho</translation>
    </message>
    <message>
        <source>Why %1 B?</source>
        <translation>Por que %1 B?</translation>
    </message>
    <message>
        <source>Old copies stay until a compaction.</source>
        <translation>Cópias antigas ficam até uma compactação.</translation>
    </message>
    <message>
        <source>Put user:1 Ada</source>
        <translation>Put user:1 Ada</translation>
    </message>
    <message>
        <source>Runs the first put</source>
        <translation>Executa o primeiro put</translation>
    </message>
    <message>
        <source>No database is open at this moment.</source>
        <translation>Nenhum banco está aberto neste momento.</translation>
    </message>
    <message>
        <source>A compaction is under way.</source>
        <translation>Uma compactação está em andamento.</translation>
    </message>
    <message>
        <source>Only closed segments can be compacted; roll closes the active one.</source>
        <translation>Só segmentos fechados podem ser compactados; roll fecha o ativo.</translation>
    </message>
    <message>
        <source>The closed segments would not get shorter.</source>
        <translation>Os segmentos fechados não ficariam menores.</translation>
    </message>
    <message>
        <source>Compacting…</source>
        <translation>Compactando…</translation>
    </message>
    <message>
        <source>Nothing to compact</source>
        <translation>Nada a compactar</translation>
    </message>
    <message>
        <source>Compact would free nothing</source>
        <translation>Compactar não liberaria nada</translation>
    </message>
    <message>
        <source>Compact would free about %1</source>
        <translation>Compactar liberaria uns %1</translation>
    </message>
    <message>
        <source>Compact would free %1</source>
        <translation>Compactar liberaria %1</translation>
    </message>
    <message>
        <source>%1 closed segments of %2 would become one of %3</source>
        <translation>%1 segmentos fechados de %2 virariam um de %3</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <comment>a sum of bytes</comment>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>the sum of bytes</comment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SegmentsView</name>
    <message>
        <source>Segments, one row a file</source>
        <translation>Segmentos, uma linha por arquivo</translation>
    </message>
    <message>
        <source>No bytes yet. Put a key.</source>
        <translation>Nenhum byte ainda. Faça put de uma chave.</translation>
    </message>
    <message>
        <source>+ hint %1</source>
        <translation>+ hint %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>on the platter</source>
        <translation>persistido</translation>
    </message>
    <message>
        <source>only in the process</source>
        <translation>só no processo</translation>
    </message>
    <message>
        <source>only in the cache</source>
        <translation>só no cache</translation>
    </message>
    <message>
        <source>%1 in %2, %3 bytes, dead</source>
        <translation>%1 em %2, %3 bytes, morto</translation>
    </message>
    <message>
        <source>%1 in %2, %3 bytes, damaged</source>
        <translation>%1 em %2, %3 bytes, danificado</translation>
    </message>
    <message>
        <source>%1 in %2, %3 bytes</source>
        <translation>%1 em %2, %3 bytes</translation>
    </message>
    <message>
        <source>%1: %2 bytes at %3, %4</source>
        <translation>%1: %2 bytes em %3, %4</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1 vivos</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 mortos</translation>
    </message>
    <message>
        <source>%1 tombstone</source>
        <translation>%1 tombstone</translation>
    </message>
    <message>
        <source>%1 header</source>
        <translation>%1 cabeçalho</translation>
    </message>
    <message>
        <source>%1 not on the platter</source>
        <translation>%1 não persistidos</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>dead: a newer copy counts, or it was deleted</source>
        <translation>morto: uma cópia mais nova vale, ou foi excluído</translation>
    </message>
    <message>
        <source>a tombstone</source>
        <translation>um tombstone</translation>
    </message>
    <message>
        <source>no record</source>
        <translation>nenhum registro</translation>
    </message>
    <message>
        <source>not yet in the index</source>
        <translation>ainda fora do índice</translation>
    </message>
    <message>
        <source>no engine has this file open</source>
        <translation>nenhum motor está com este arquivo aberto</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>danificado</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SentencePanel</name>
    <message>
        <source>%1: giving up…</source>
        <translation>%1: desistindo…</translation>
    </message>
    <message>
        <source>%1 is running</source>
        <translation>%1 em execução</translation>
    </message>
    <message>
        <source>%1: %L2 of %L3 %4</source>
        <translation>%1: %L2 de %L3 %4</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Give up the command that is running; the database stays whole</source>
        <translation>Desiste do comando em execução; o banco continua inteiro</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SentenceView</name>
    <message>
        <source>step %L1 of %L2</source>
        <translation>passo %L1 de %L2</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Settings</name>
    <message>
        <source>The settings in %1 are damaged: what cannot be read has its usual value.</source>
        <translation>As configurações em %1 estão danificadas: o que não pode ser lido fica com o valor normal.</translation>
    </message>
    <message>
        <source>The settings cannot be kept in %1: they last until the window closes.</source>
        <translation>As configurações não podem ser guardadas em %1: valem até a janela fechar.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>&amp;Escala</translation>
    </message>
    <message>
        <source>What changes moves; without, it only glows</source>
        <translation>Animar o que muda; sem isso, só brilha</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>&amp;Movimento</translation>
    </message>
    <message>
        <source> steps a second</source>
        <translation> passos por segundo</translation>
    </message>
    <message>
        <source>&amp;Playing</source>
        <translation>&amp;Reprodução</translation>
    </message>
    <message>
        <source>Begin with the lessons and what was open lately</source>
        <translation>Começar com as lições e os recentes</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <translation>&amp;Início</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>&amp;History in memory</source>
        <translation>&amp;Histórico na memória</translation>
    </message>
    <message>
        <source>What is older than this holds is dropped, and the timeline says so</source>
        <translation>O que for mais antigo do que cabe aqui é descartado, e a linha do tempo avisa</translation>
    </message>
    <message>
        <source>&amp;Copies of directories</source>
        <translation>&amp;Cópias de diretórios</translation>
    </message>
    <message>
        <source>A directory that is larger is not copied to be branched from; counts from the next start</source>
        <translation>Um diretório maior não é copiado para dele sair um ramo; vale a partir do próximo início</translation>
    </message>
    <message>
        <source>Forget what was open lately</source>
        <translation>Esquecer o que foi aberto recentemente</translation>
    </message>
    <message>
        <source>Nothing was open yet.</source>
        <translation>Nada foi aberto ainda.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Arquivos recentes</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>It is spoken from the next start on.</source>
        <translation>Passa a valer na próxima vez que o programa for aberto.</translation>
    </message>
    <message>
        <source>&amp;Questions</source>
        <translation>&amp;Perguntas</translation>
    </message>
    <message>
        <source>Lessons ask what will happen before it happens</source>
        <translation>As lições perguntam o que vai acontecer antes que aconteça</translation>
    </message>
    <message>
        <source>Ask before recovery steps and reads after a crash outside of lessons, too</source>
        <translation>Perguntar antes de passos da recuperação e de leituras após uma queda também fora das lições</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::SizePlot</name>
    <message>
        <source>Plot of bytes live, dead and tombstone over the steps, with amplification</source>
        <translation>Gráfico dos bytes vivos, mortos e de tombstones ao longo dos passos, com a amplificação</translation>
    </message>
    <message>
        <source>A plot waits for two operations.</source>
        <translation>Um gráfico precisa de duas operações.</translation>
    </message>
    <message>
        <source>op %1 delete</source>
        <translation>op %1 delete</translation>
    </message>
    <message>
        <source>op %1</source>
        <translation>op %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>vivo</translation>
    </message>
    <message>
        <source>not yet in the index</source>
        <translation>ainda fora do índice</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>morto</translation>
    </message>
    <message>
        <source>the copy</source>
        <translation>a cópia</translation>
    </message>
    <message>
        <source>%1 at the end</source>
        <translation>%1 no fim</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 agora</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>pico %1</translation>
    </message>
    <message>
        <source>both sets exist</source>
        <translation>os dois existem</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::Startup</name>
    <message>
        <source>there is no view “%1”: --view takes %2.</source>
        <translation>não há visão “%1”: --view aceita %2.</translation>
    </message>
    <message>
        <source>there is nothing to record: name a script with --script, or a directory.</source>
        <translation>não há o que gravar: indique um script com --script, ou um diretório.</translation>
    </message>
    <message>
        <source>--to comes before --from: there is nothing between them to record.</source>
        <translation>--to vem antes de --from: não há nada entre eles para gravar.</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::StatusBar</name>
    <message>
        <source>%1 on disk, %2 live of what is read so far</source>
        <translation>%1 em disco, %2 vivos do que já foi lido</translation>
    </message>
    <message>
        <source>%1 on disk, %2 live</source>
        <translation>%1 em disco, %2 vivos</translation>
    </message>
    <message>
        <source>write amplification %1</source>
        <translation>amplificação de escrita %1</translation>
    </message>
    <message>
        <source>space amplification %1</source>
        <translation>amplificação de espaço %1</translation>
    </message>
    <message>
        <source>%1 not on the platter</source>
        <translation>%1 não persistidos</translation>
    </message>
    <message>
        <source>summarising: %L1 operations came too fast to be kept, so far</source>
        <translation>resumindo: %L1 operações vieram rápido demais para serem guardadas, até aqui</translation>
    </message>
    <message>
        <source>%L1 operations came too fast to be kept</source>
        <translation>%L1 operações vieram rápido demais para serem guardadas</translation>
    </message>
    <message>
        <source>F1 keys · F11 full screen</source>
        <translation>F1 teclas · F11 tela cheia</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::StepPanel</name>
    <message>
        <source>What did this step change?</source>
        <translation>O que este passo mudou?</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::StepView</name>
    <message>
        <source>This step changed: index: %1; files: %2; platter: %3</source>
        <translation>Este passo mudou: índice: %1; arquivos: %2; disco: %3</translation>
    </message>
    <message>
        <source>index</source>
        <translation>índice</translation>
    </message>
    <message>
        <source>files</source>
        <translation>arquivos</translation>
    </message>
    <message>
        <source>platter</source>
        <translation>disco</translation>
    </message>
    <message>
        <source>hold to see the moment before</source>
        <translation>segure para ver o momento anterior</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::StoryView</name>
    <message>
        <source>The story of %1</source>
        <translation>A história de %1</translation>
    </message>
    <message>
        <source>A story</source>
        <translation>Uma história</translation>
    </message>
    <message>
        <source>%1 of %2, %3: get answers %4</source>
        <translation>%1 de %2, %3: get responde %4</translation>
    </message>
    <message>
        <source>Nobody has written %1 yet. Put it, and its story begins.</source>
        <translation>Ninguém escreveu %1 ainda. Faça put dela, e a história começa.</translation>
    </message>
    <message>
        <source>Put a key, and its story begins.</source>
        <translation>Faça put de uma chave, e a história dela começa.</translation>
    </message>
    <message>
        <source>%1, byte by byte to scale</source>
        <translation>%1, byte a byte em escala</translation>
    </message>
    <message>
        <source>the file, byte by byte to scale</source>
        <translation>o arquivo, byte a byte em escala</translation>
    </message>
    <message>
        <source>%1 of records</source>
        <translation>%1 de registros</translation>
    </message>
    <message>
        <source>%L1 torn bytes, cut off</source>
        <translation>%L1 bytes rasgados, cortados</translation>
    </message>
    <message>
        <source>%L1 bytes lost</source>
        <translation>%L1 bytes perdidos</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>Linha do tempo</translation>
    </message>
    <message>
        <source>To the beginning (Home)</source>
        <translation>Ao início (Home)</translation>
    </message>
    <message>
        <source>op</source>
        <translation>op</translation>
    </message>
    <message>
        <source>Back one operation (Shift+Left)</source>
        <translation>Uma operação atrás (Shift+Esquerda)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>passo</translation>
    </message>
    <message>
        <source>Back one step (Left, PgUp)</source>
        <translation>Um passo atrás (Esquerda, PgUp)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Tocar</translation>
    </message>
    <message>
        <source>Play (Space, F5)</source>
        <translation>Tocar (Espaço, F5)</translation>
    </message>
    <message>
        <source>On one step (Right, PgDn, F10)</source>
        <translation>Um passo adiante (Direita, PgDn, F10)</translation>
    </message>
    <message>
        <source>On one operation (Shift+Right)</source>
        <translation>Uma operação adiante (Shift+Direita)</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 passos/s</translation>
    </message>
    <message>
        <source>nothing has happened yet</source>
        <translation>nada aconteceu ainda</translation>
    </message>
    <message>
        <source>step %L1 of %L2 · operation %L3 of %L4</source>
        <translation>passo %L1 de %L2 · operação %L3 de %L4</translation>
    </message>
    <message>
        <source>live, but summarising: the engine is faster</source>
        <translation>ao vivo, mas resumindo: o motor é mais rápido</translation>
    </message>
    <message>
        <source>live: the window follows the engine</source>
        <translation>ao vivo: a janela acompanha o motor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>To the newest moment (End)</source>
        <translation>Ao momento mais novo (End)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Follow: at the end, the window goes with the newest step</source>
        <translation>Seguir: no fim, a janela acompanha o passo mais novo</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>Andar</translation>
    </message>
    <message>
        <source>Walk: each new operation stops at its first step, to be walked through</source>
        <translation>Andar: cada operação nova para no primeiro passo, para andar por ela</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Rever</translation>
    </message>
    <message>
        <source>Review: the window stays at this moment while new operations arrive</source>
        <translation>Rever: a janela fica neste momento enquanto chegam operações novas</translation>
    </message>
    <message>
        <source>How fast Play steps: drag, or turn the wheel ([ slower, ] faster)</source>
        <translation>A velocidade da reprodução: arraste ou gire a roda ([ mais lenta, ] mais rápida)</translation>
    </message>
    <message>
        <source>Speed of Play</source>
        <translation>Velocidade da reprodução</translation>
    </message>
    <message>
        <source>How fast Play steps; the wheel changes it, too</source>
        <translation>A velocidade da reprodução; a roda também a muda</translation>
    </message>
    <message>
        <source>All lanes: disk writes, syncs, memory, jobs (L)</source>
        <translation>Todas as faixas: escritas em disco, syncs, memória, tarefas (L)</translation>
    </message>
    <message>
        <source>Play slower</source>
        <translation>Tocar mais devagar</translation>
    </message>
    <message>
        <source>Play faster</source>
        <translation>Tocar mais rápido</translation>
    </message>
    <message>
        <source>Timeline: show all lanes</source>
        <translation>Linha do tempo: faixas</translation>
    </message>
    <message>
        <source>Timeline: zoom in</source>
        <translation>Linha do tempo: ampliar</translation>
    </message>
    <message>
        <source>Timeline: zoom out</source>
        <translation>Linha do tempo: reduzir</translation>
    </message>
    <message>
        <source>Timeline: the whole history, or its usual width</source>
        <translation>Linha do tempo: inteira</translation>
    </message>
    <message>
        <source>Bookmark this moment, or take its bookmark away</source>
        <translation>Pôr ou tirar um marcador</translation>
    </message>
    <message>
        <source>To the next bookmark</source>
        <translation>Ao próximo marcador</translation>
    </message>
    <message>
        <source>To the bookmark before</source>
        <translation>Ao marcador anterior</translation>
    </message>
    <message>
        <source>Rename the bookmark here</source>
        <translation>Renomear o marcador daqui</translation>
    </message>
    <message>
        <source>the moment before: let go of Z to return</source>
        <translation>o momento antes: solte Z para voltar</translation>
    </message>
    <message>
        <source>review: what you do happens at the end</source>
        <translation>revendo: o que você faz acontece no fim</translation>
    </message>
    <message>
        <source>the past: acting here starts a branch, behind this operation</source>
        <translation>o passado: agir aqui abre um ramo, depois desta operação</translation>
    </message>
    <message>
        <source>the past: acting here starts a branch</source>
        <translation>o passado: agir aqui abre um ramo</translation>
    </message>
    <message>
        <source>the moment before</source>
        <translation>o momento antes</translation>
    </message>
    <message>
        <source>live, but summarising</source>
        <translation>ao vivo, mas resumindo</translation>
    </message>
    <message>
        <source>live</source>
        <translation>ao vivo</translation>
    </message>
    <message>
        <source>review: you act at the end</source>
        <translation>revisão: você age no fim</translation>
    </message>
    <message>
        <source>acting here starts a branch</source>
        <translation>agir aqui abre um ramo</translation>
    </message>
    <message>
        <source>answer first</source>
        <translation>responda antes</translation>
    </message>
</context>
<context>
    <name>vitrine::ui::TimelineView</name>
    <message>
        <source>Timeline of operations and steps</source>
        <translation>Linha do tempo de operações e passos</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>operações</translation>
    </message>
    <message>
        <source>bytes at risk</source>
        <translation>bytes em risco</translation>
    </message>
    <message>
        <source>%L1 operations · Ctrl+wheel zooms</source>
        <translation>%L1 operações · Ctrl+roda dá zoom</translation>
    </message>
    <message>
        <source>%L1 operations so far are only counted</source>
        <translation>%L1 operações até aqui são só contadas</translation>
    </message>
    <message>
        <source>%L1 older operations were dropped</source>
        <translation>%L1 operações mais antigas foram descartadas</translation>
    </message>
    <message>
        <source>%L1 B</source>
        <translation>%L1 B</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>compaction</source>
        <translation>compactação</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>recuperação</translation>
    </message>
    <message>
        <source>job</source>
        <translation>tarefa</translation>
    </message>
    <message>
        <source>Name of the bookmark</source>
        <translation>Nome do marcador</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>comparado</translation>
    </message>
    <message>
        <source>the moment before</source>
        <translation>o momento antes</translation>
    </message>
    <message>
        <source>%1 (%2). Click to go there, double-click to rename.</source>
        <translation>%1 (%2). Clique para ir até lá, clique duas vezes para renomear.</translation>
    </message>
    <message>
        <source>%L1 operations in a pixel, from %2 on</source>
        <translation>%L1 operações em um pixel, a partir de %2</translation>
    </message>
    <message>
        <source>Nothing was written here.</source>
        <translation>Nada foi escrito aqui.</translation>
    </message>
    <message>
        <source>Changes of files: %L1, with %2 written.</source>
        <translation>Mudanças de arquivos: %L1, com %2 escritos.</translation>
    </message>
    <message>
        <source>No sync here.</source>
        <translation>Nenhum sync aqui.</translation>
    </message>
    <message>
        <source>Syncs: %L1.</source>
        <translation>Syncs: %L1.</translation>
    </message>
    <message>
        <source>Nothing changed in memory here.</source>
        <translation>Nada mudou na memória aqui.</translation>
    </message>
    <message>
        <source>Changes of cells in memory: %L1.</source>
        <translation>Mudanças de células na memória: %L1.</translation>
    </message>
    <message>
        <source>In the background: %1.</source>
        <translation>Em segundo plano: %1.</translation>
    </message>
    <message>
        <source>No job in the background here.</source>
        <translation>Nenhuma tarefa em segundo plano aqui.</translation>
    </message>
    <message>
        <source>A power cut here would take nothing.</source>
        <translation>Uma queda de energia aqui não levaria nada.</translation>
    </message>
    <message>
        <source>A power cut here would take %1.</source>
        <translation>Uma queda de energia aqui levaria %1.</translation>
    </message>
    <message>
        <source>disk writes</source>
        <translation>escritas</translation>
    </message>
    <message>
        <source>syncs</source>
        <translation>syncs</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memória</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>tarefas</translation>
    </message>
    <message>
        <source>Compare with here</source>
        <translation>Comparar daqui</translation>
    </message>
    <message>
        <source>Compare before and after operation %1</source>
        <translation>Comparar antes e depois da operação %1</translation>
    </message>
    <message>
        <source>Compare no longer</source>
        <translation>Não comparar mais</translation>
    </message>
    <message>
        <source>Remove the bookmark</source>
        <translation>Tirar o marcador</translation>
    </message>
    <message>
        <source>Bookmark here</source>
        <translation>Pôr um marcador aqui</translation>
    </message>
    <message>
        <source>Rename the bookmark…</source>
        <translation>Renomear o marcador…</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>sync</translation>
    </message>
    <message>
        <source>roll-over syncs</source>
        <translation>sync da rotação</translation>
    </message>
    <message>
        <source>compact</source>
        <translation>compactação</translation>
    </message>
    <message>
        <source>the power is cut</source>
        <translation>queda de energia</translation>
    </message>
    <message>
        <source>the database is closed</source>
        <translation>o banco é fechado</translation>
    </message>
    <message>
        <source>the process is killed</source>
        <translation>o processo é morto</translation>
    </message>
    <message>
        <source>1 operation was too fast to be kept</source>
        <translation>1 operação foi rápida demais para ser guardada</translation>
    </message>
    <message>
        <source>%L1 operations were too fast to be kept</source>
        <translation>%L1 operações foram rápidas demais para serem guardadas</translation>
    </message>
    <message>
        <source>next: ?</source>
        <translation>a seguir: ?</translation>
    </message>
</context>
</TS>
