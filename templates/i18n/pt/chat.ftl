# What Relevo says on WhatsApp. *bold* and _italic_ are WhatsApp's marks.
# Whatever comes from people ($customer, $text, $reason …) arrives here already made safe.

## Words

department-support = Suporte
department-sales = Vendas
mood-happy = Contente
mood-neutral = Neutro
mood-angry = Irritado
customer-unnamed = Cliente sem nome
number-hidden = número oculto
cases-before = { $count ->
    [0] primeiro caso
    [one] { $count } caso antes
   *[other] { $count } casos antes
}
and-more = … e mais { $count }

## Times

length-moment = menos de 1 min
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
length-days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
length-days-hours = { $days ->
    [one] { $days } dia { $hours } h
   *[other] { $days } dias { $hours } h
}
ago-now = agora mesmo
ago = há { $length }
when-today = hoje { $time }
when-yesterday = ontem { $time }
when-this-year = { $day } de { $month }
when-other-year = { $day } de { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## To a customer

menu-hello-name = Olá, { $name }! Agradecemos seu contato com { $company }.
menu-hello = Olá! Agradecemos seu contato com { $company }.
menu-question = Com quem você quer falar? Responda com o número:
menu-again = Não conseguimos entender. Responda com o número:
menu-options =
    1. Suporte
    2. Vendas
placed-support = Pronto, já avisamos o Suporte: seu caso é o #{ $ticket }. Enquanto isso, conte o que está acontecendo.
placed-sales = Pronto, já avisamos Vendas: seu caso é o #{ $ticket }. Enquanto isso, conte o que você procura.
kept-for-later = Recebemos sua mensagem e ela está guardada. Ainda não há ninguém para atender: respondemos por aqui assim que possível.
goodbye = Encerramos seu caso #{ $ticket }. Agradecemos o contato! Se precisar de mais alguma coisa, escreva por aqui.
kind-not-carried = Esse tipo de mensagem não chega a quem atende você. Pode mandar como texto, foto ou áudio?
file-not-carried = Não conseguimos abrir este arquivo. Pode mandar de novo?

## In a main group

announcement-title = 🎫 *Caso #{ $ticket }* · { $department }
announcement-title-urgent = 🔴 *URGENTE · Caso #{ $ticket }* · { $department }
announcement-customer = { $customer }, { $number }
announcement-opening = «{ $text }»
announcement-wordless = (ainda sem texto: o que foi enviado aparece ao assumir o caso)
announcement-state = { $mood } · { $ago } · { $before }
announcement-how = _Responda citando esta mensagem para assumir o caso_
addition = 💬 *Caso #{ $ticket }*: { $customer } mandou { $count ->
    [one] mais uma mensagem
   *[other] mais { $count } mensagens
}
addition-latest = A última: «{ $text }»
assigned = ✅ Caso #{ $ticket } atribuído a { $agent } → { $slot }
assigned-by = ✅ { $by } passou o caso #{ $ticket } para { $agent } → { $slot }
announcement-had = Estava com { $from }.
announcement-had-reason = Estava com { $from }: «{ $reason }»
transferred-in-group = 🔁 Caso #{ $ticket }: { $from } passou para { $agent } → { $slot }
moved-away = ➡️ { $by } passou o caso #{ $ticket } para { $group }: assuma por lá.
moved-away-reason = ➡️ { $by } passou o caso #{ $ticket } para { $group }: «{ $reason }». Assuma por lá.
raised-title = 🙋 *{ $by } pede ajuda com o caso #{ $ticket }*
raised-title-urgent = 🔴 *URGENTE · { $by } pede ajuda com o caso #{ $ticket }*
raised-reason = «{ $reason }»
raised-agent = Quem atende é { $agent }, em { $place }. O caso continua lá.
raised-pending = Ninguém assumiu ainda: espera em { $place }.
raised-since = Caso aberto há { $length }.
closed-in-group = 🏁 Caso #{ $ticket } encerrado por { $agent }
closed-in-group-reason = 🏁 Caso #{ $ticket } encerrado por { $agent }: «{ $reason }»
ask-ready =
    👋 { $agent } ({ $number }): para começar a assumir casos, responda *citando esta mensagem* com *PRONTO*.
    Escreva a partir desse número: assim sabemos que é você.
registered = ✅ Pronto, { $agent }: seu registro está feito. { $slots ->
    [0] Quando seus grupos pessoais estiverem prontos, você vai poder assumir casos.
    [one] Você pode atender um caso por vez, no seu grupo pessoal.
   *[other] Você pode atender até { $slots } casos ao mesmo tempo, cada um em um grupo pessoal.
}
registered-how = Para assumir um caso, responda citando o aviso.
reminder-one = ⏰ *O caso #{ $ticket } espera há { $length } e ninguém assumiu*
reminder-one-urgent = 🔴 *URGENTE · O caso #{ $ticket } espera há { $length } e ninguém assumiu*
reminder-many = ⏰ *{ $count } casos esperam e ninguém assumiu*
reminder-how = _Para assumir, responda citando o aviso_
reminder-how-many = _Para assumir um deles, responda citando o aviso_
overdue-line = • *#{ $ticket }* · { $customer } · { $department } · { $mood } · há { $length }
overdue-line-urgent = • 🔴 *#{ $ticket }* · { $customer } · { $department } · { $mood } · há { $length }
overdue-detail = { $department } · { $mood } · avisado em { $group }
alert-free = Com vaga agora: { $agents }
alert-free-agent = { $agent } ({ $free ->
    [one] { $free } grupo livre
   *[other] { $free } grupos livres
})
alert-nobody = Ninguém tem um grupo livre agora. Um grupo fica livre ao encerrar um caso com /fim; você também pode incluir agentes ou grupos pelo painel.
alert-how = _Para assumir, é preciso responder citando o aviso em { $group }_
alert-how-many = _Para assumir um deles, é preciso responder citando o aviso no grupo onde ele saiu_

## In a personal group

header-title = *Caso #{ $ticket } · { $customer }*
header-title-urgent = 🔴 *URGENTE · Caso #{ $ticket } · { $customer }*
header-facts = { $number } · { $department } · { $mood }
header-wait = Esperou { $length } · { $before }
header-how = _O que você escrever aqui chega ao cliente. /fim para encerrar, /ajuda para o resto._
info-opened = Aberto { $when }
info-times = Esperou { $waited } · em atendimento há { $attended }
info-recent = *Casos anteriores*
info-recent-line = • #{ $ticket }, { $when }: «{ $reason }»
info-recent-line-plain = • #{ $ticket }, { $when }
case-closed = ✅ Caso #{ $ticket } encerrado.
case-closed-reason = ✅ Caso #{ $ticket } encerrado: «{ $reason }».
case-closed-after = O cliente já foi avisado e este grupo está livre.
case-left = 🔁 O caso #{ $ticket } passou para { $to } (decisão de { $by }).
case-left-reason = 🔁 O caso #{ $ticket } passou para { $to }: «{ $reason }» (decisão de { $by }).
case-left-after = O que você escrever aqui já não chega ao cliente: este grupo fica livre.
continued-from = 🔁 Vem de { $from }. A seguir, o que já foi conversado.
continued-from-reason = 🔁 Vem de { $from }: «{ $reason }». A seguir, o que já foi conversado.
continued = 🔁 Este caso já foi atendido antes. A seguir, o que já foi conversado.
note-shown = 📝 *Nota de { $who }* (o cliente não vê)
no-case = Não há um caso ativo neste grupo
no-case-how = Para assumir um caso, responda citando um aviso no grupo principal.
help-title = *O que você pode escrever aqui*
help-rest = Tudo o que não começa com / chega ao cliente.
help-group-title = *Como assumir um caso*
help-group =
    Responda *citando o aviso* (🎫 ou 🔴) com qualquer texto. O caso abre no seu primeiro grupo pessoal livre, com tudo o que o cliente escreveu.
    Na primeira vez, responda com *PRONTO* citando a mensagem que leva o seu nome.
help-group-commands = Você também pode escrever aqui:
unknown-command = O comando «/{ $word }» não existe, por isso nada chegou ao cliente.
unknown-command-bare = Falta o comando depois da /, por isso nada chegou ao cliente.
nothing-to-send = Falta a mensagem. Escreva depois do comando, por exemplo: /cliente Já vou verificar
wrong-room = ✋ *Não enviei.* Este grupo é de outro cliente, e sua mensagem fala de { $customer } (#{ $ticket }, { $slot }).
wrong-room-how = Se é isso mesmo, responda citando sua mensagem com */cliente*. Se não, escreva no outro grupo.
edit-not-carried = ✋ A edição não chegou ao cliente: do jeito que ficou, é um comando. Do outro lado a mensagem continua igual.
not-carried-to-customer = ✋ Esse tipo de mensagem não pode ser passado ao cliente. Mande como texto, foto ou documento.
file-not-carried-to-customer = ✋ Não consegui passar este arquivo ao cliente; chegou só o aviso de que você o mandou.
file-not-carried-why = A resposta foi «{ $why }».
not-delivered = ❌ Não chegou ao cliente: «{ $text }»
not-delivered-wordless = ❌ O último envio não chegou ao cliente
not-delivered-why = O WhatsApp respondeu «{ $why }». O Relevo não vai mais tentar sozinho: se ainda for preciso, envie de novo.
not-delivered-how = O Relevo não vai mais tentar sozinho: se ainda for preciso, envie de novo.

## To an agent who cannot be added to a group

invite =
    Olá, aqui é o Relevo, o assistente de { $company }.
    Seu WhatsApp não permite que adicionemos você ao grupo «{ $group }». Entre por este link:
    { $link }
invite-without-link = Olá, aqui é o Relevo, o assistente de { $company }. Seu WhatsApp não permite que adicionemos você ao grupo «{ $group }». Peça o link a quem administra.

## Messages carried over

relay-image = 📷 Foto
relay-video = 🎬 Vídeo
relay-gif = 🎞️ GIF
relay-video-note = 📹 Mensagem de vídeo
relay-voice = 🎤 Mensagem de voz
relay-audio = 🎵 Áudio
relay-document = 📄 Documento
relay-sticker = 🙂 Figurinha
relay-file = { $label }: { $file }
relay-once = 🔒 { $label }, para ver uma única vez
relay-location = 📍 Localização
relay-location-live = 📍 Localização em tempo real
relay-location-named = { $label }: { $name }
relay-location-link = { $label } ({ $link })
relay-contacts = 👤 { $count ->
    [0] Contato
    [one] Contato: { $names }
   *[other] Contatos: { $names }
}
relay-poll = 📊 Enquete: { $question }
relay-choice = Escolheu: { $title }
relay-unknown = ❔ Mensagem que ainda não pode ser mostrada aqui ({ $name })
relay-unknown-unnamed = ❔ Mensagem que ainda não pode ser mostrada aqui
relay-empty = (mensagem sem texto)
relay-replies = ↪ «{ $text }»
relay-edited-mark = _(editada)_
relay-gone = 🚫 _Mensagem apagada por quem a escreveu_
relay-changed = ✏️ Agora diz:
relay-deleted = 🚫 Esta mensagem foi apagada por quem a escreveu
relay-reacted = Reagiu { $emoji } a «{ $text }»
relay-reacted-plain = Reagiu { $emoji }
relay-file-failed = { $label } (não foi possível passar o arquivo)
relay-file-large = { $label } (o arquivo é grande demais para passar)
