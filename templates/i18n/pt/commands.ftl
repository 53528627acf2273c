# Commands in WhatsApp, and what comes after a case: on WhatsApp first, then in the panel.

## What can be written, a line for each command

command-info = */info*: tudo o que se sabe do cliente e do caso, com as notas
command-cliente = */cliente mensagem*: envia a mensagem exatamente assim, mesmo que comece com /
command-r = */r chave*: manda a resposta rápida dessa chave; */r* sozinho as mostra
command-nota = */nota texto*: guarda uma nota interna; o cliente não a vê
command-transferir = */transferir João motivo*: passa o caso a outro agente, a um grupo ou a um departamento
command-devolver = */devolver motivo*: o caso volta a esperar no grupo principal
command-escalar = */escalar motivo*: avisa a supervisão; o caso continua com você
command-fin = */fim motivo*: encerra o caso, avisa o cliente e libera o grupo
command-estado = */situação*: quantos casos esperam e quantos estão em atendimento agora
command-agentes = */equipe*: quem está e com quantos grupos livres
command-bloquear = */bloquear motivo*: encerra o caso sem avisar o cliente e ele deixa de ser ouvido
command-asignar = */atribuir #12 nome*: dá um caso a um agente (citando o aviso, sem o número)
command-desbloquear = */desbloquear número*: esse cliente volta a ser ouvido
command-ayuda = */ajuda*: esta lista
help-supervisor-title = *O que você pode escrever aqui*

## Answers in a personal group

nothing-to-note = Falta a nota. Escreva depois do comando, por exemplo: /nota Liga amanhã às 9
no-destination = Falta para quem passar o caso. Pode ser um agente, um grupo, ou Suporte ou Vendas:
unknown-destination = Não encontrei «{ $word }», por isso o caso continua aqui. Há:
many-destinations = Há mais de um «{ $word }», por isso o caso continua aqui. Qual é?
destination-how = Por exemplo: /transferir { $agent } e, se quiser, o motivo.
help-asked = 🙋 *Caso #{ $ticket }*: o aviso à supervisão já saiu. O caso continua com você.
why-close = Falta o motivo, por isso o caso continua aberto.
why-close-how = Encerre com o número ou com suas palavras, por exemplo: /fim 1
why-close-free = Escreva depois do comando, por exemplo: /fim Era o cabo
info-notes = *Notas*
info-note-line = • { $who }: «{ $text }»
silence-told = ⏳ *Caso #{ $ticket }*: o cliente não responde há { $silent }. Já avisamos: se não escrever, em { $length } o caso se encerra sozinho.

## The queue and the team

queue-title = 📋 *Como está a fila*
queue-empty = • { $group }: ninguém espera
queue-group = • { $group }: { $count ->
    [one] um caso espera
   *[other] { $count } casos esperam
}; o mais antigo, o #{ $ticket }, há { $length }.
queue-urgent = { $count ->
    [one] 🔴 Um é urgente.
   *[other] 🔴 { $count } são urgentes.
}
queue-attended = Em atendimento: { $count }
team-title = 👥 *Quem está*
team-none = Ainda não há agentes.
team-free = • { $agent }: { $free ->
    [one] um grupo livre
   *[other] { $free } grupos livres
}, { $busy ->
    [0] sem casos
    [one] um caso
   *[other] { $busy } casos
}
team-full = • { $agent }: sem lugar, { $busy ->
    [0] sem grupos prontos
    [one] um caso
   *[other] { $busy } casos
}
team-off-shift = • { $agent }: fora do turno
team-inactive = • { $agent }: inativo
team-unregistered = • { $agent }: falta responder PRONTO

## To a customer

ask-rating = Como foi o atendimento? Responda com um número de 1 (muito ruim) a 5 (muito bom).
ask-comment = Obrigado! Se quiser, conte por quê: sua próxima mensagem fica como comentário, e a seguinte abre um caso novo.
rating-thanks = Obrigado por contar! Se precisar de mais alguma coisa, escreva para nós.
silence-warning = Você ainda está aí? Se não escrever, em { $length } encerramos seu caso #{ $ticket }. Se já está resolvido, não precisa fazer nada.

## Reasons that are offered, a line for each

close-reasons-usual =
    Resolvido
    Dúvida respondida
    Técnico enviado
    Venda concluída
    Sem resposta
    Não era conosco
close-reason-silence = Sem resposta

## Help in the panel

help-nota-as = nota texto
help-nota = Guarda uma nota interna: fica no histórico e em /info, e o cliente nunca a vê.
help-transferir-as = transferir destino motivo
help-transferir = Passa o caso a outro agente (basta uma parte do nome), a um grupo principal, ou a Suporte ou Vendas, com toda a conversa e as notas.
help-devolver-as = devolver motivo
help-devolver = O caso volta a esperar no grupo principal, para quem o assumir.
help-escalar-as = escalar motivo
help-escalar = Avisa a supervisão. O caso continua onde está.
help-estado-as = situação
help-estado = Quantos casos esperam em cada grupo e desde quando, e quantos estão em atendimento. Também nos grupos principais e no de Supervisor.
help-agentes-as = equipe
help-agentes = Quem está, com grupos livres e ocupados, e a quem falta registrar-se. Também nos grupos principais e no de Supervisor.

## Events and news

event-rated = O cliente avaliou com { $rating } de 5
event-silence = O cliente não responde: foi avisado de que o caso se encerra
console-rated = { $customer }: avaliou com { $rating } de 5
console-silence = { $customer }: não responde, foi avisado de que o caso se encerra

## Ajustes → Cierre de casos

menu-closing = Encerramento
closing-intro = Como terminam os casos da linha e o que vem depois. Vale desde que se salva.
closing-texts = Os textos que o cliente recebe mudam-se em Mensagens.
closing-why = Motivos
closing-reasons = Motivos de encerramento, um por linha
closing-reasons-how = Com /fim basta o número, o começo ou uma palavra parecida: assim as estatísticas os juntam. Se o motivo não está na lista, fica como foi escrito.
closing-reason-odd = Cada motivo leva palavras: um número sozinho se confunde com seu lugar na lista.
closing-reason-long = Cada motivo pode ter até 60 letras.
closing-reasons-many = A lista pode ter até 20 motivos.
closing-required = O motivo é obrigatório
closing-required-how = Só com /fim, o caso continua aberto e o Relevo mostra a lista.
closing-csat = Avaliação
closing-rating = Perguntar ao cliente como foi o atendimento, de 1 a 5
closing-rating-how = Depois da despedida, quando um agente atendeu o caso. A resposta não abre um caso novo.
closing-comment = Convidá-lo a contar por quê
closing-comment-how = O que escrever nos 10 minutos seguintes fica como comentário.
closing-window = Por quantas horas vale a resposta
closing-window-how = Depois, um número é uma mensagem como qualquer outra.
closing-every = Dias sem voltar a perguntar ao mesmo cliente
closing-every-how = 0: depois de cada caso.
closing-silent = Clientes que não respondem
closing-silence = Horas sem resposta até avisá-lo
closing-silence-how = Desde a última mensagem do agente. 0: nunca. Nunca se avisa quem espera uma resposta.
closing-close = Horas desde o aviso até encerrar
closing-close-how = Se o cliente escrever antes, o caso continua.
closing-meanwhile = Durante o atendimento
closing-named = Mostrar ao cliente quem escreve quando muda
closing-named-how = Por exemplo, quando um supervisor entra no grupo pessoal e responde.
closing-number = Escreva um número inteiro entre { $from } e { $to }.
flash-closing-saved = Salvamos o encerramento de casos da linha { $name }. Vale desde agora.
ticket-rating = Avaliação
rating-of-five = { $rating } de 5
kpi-rating = Avaliação hoje
kpi-rating-note = { $n ->
    [0] ninguém respondeu ainda
    [one] uma resposta
   *[other] { $n } respostas
}
rules-claiming = Assumir casos
rules-reaction = Também com ✋
rules-reaction-how = Um agente que reage com ✋ ao aviso assume o caso, como se o respondesse citando.
rules-default-hours = Vazio: { $hours ->
    [one] 1 hora
   *[other] { $hours } horas
}, como na linha.
