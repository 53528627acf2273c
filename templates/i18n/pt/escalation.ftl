# Alerts and reminders, what is answered to them, and their rules.

## In the Supervisor group

alert-many = ⚠️ *{ $count } casos precisam de atenção*
alert-angry = 🔴 *URGENTE · O cliente do caso #{ $ticket } está irritado*
alert-angry-where = Escreveu há { $length } · avisado em { $group }
alert-unanswered = ⏳ *Caso #{ $ticket }: há { $length } que o cliente espera a resposta de { $agent }*
alert-gone = 🚪 *Caso #{ $ticket }: { $agent } saiu do seu grupo { $place }*
alert-gone-what = Já não vê o que o cliente escreve. Peça para entrar de novo (o link está no painel, em Agentes), ou passe o caso a outra pessoa.
alert-left = 🚪 *{ $agent } saiu de { $group } e tem o caso #{ $ticket }*
alert-left-what = O caso continua em { $place }. Se já não vai atender, passe a outra pessoa.
alert-line-angry = • 🔴 *#{ $ticket }* · { $customer } · está irritado
alert-line-unanswered = • ⏳ *#{ $ticket }* · { $customer } · espera a resposta de { $agent } há { $length }
alert-line-gone = • 🚪 *#{ $ticket }* · { $customer } · { $agent } já não está no grupo ({ $place })
alert-how-give = _Para dar o caso a alguém, cite esta mensagem com */atribuir nome*; se for você, com *eu pego*_
alert-how-give-many = _Para dar um a alguém: */atribuir #12 nome*_
alert-how-pass = _Para passar a outra pessoa, cite esta mensagem com */atribuir nome*; se for você, com *eu pego*_
given = ✅ Caso #{ $ticket } atribuído a { $agent } → { $slot }
assign-how = Falta dizer qual é o caso, ou para quem: cite o aviso de um só caso com */atribuir nome*, ou escreva */atribuir #12 nome*.
assign-elsewhere = Aqui não se atribuem casos a outros: isso se faz no Grupo de Supervisor, citando o aviso com */atribuir nome*. Para pegar um você, responda citando o aviso.
assign-nobody = Não há nenhum agente chamado «{ $word }».
assign-several = Há mais de um agente que pode ser «{ $word }». Escreva também o sobrenome.
assign-agents = Os agentes: { $agents }
line-was-down = 📵 *A linha ficou sem conexão de { $since } a { $until }*
line-was-down-after = Já voltou. O que chegou enquanto isso está sendo entregue agora, em ordem.
other-line-down = 📵 *A linha { $line } está sem conexão desde { $since }* Os clientes e os agentes dela não recebem nada até que volte. Conecta-se de novo pelo painel, em Linhas.
other-line-back = 📶 A linha { $line } voltou: ficou sem conexão de { $since } a { $until }.
help-asignar = Dá um caso a um agente. No Grupo de Supervisor, citando o aviso; com o número, sem citar.
help-asignar-as = atribuir [#12] nome

## In a personal group

answer-reminder = ⏳ *{ $customer } espera a sua resposta há { $length }*
answer-reminder-text = «{ $text }»
given-back = ↩️ O cliente do caso #{ $ticket } esperava e não houve resposta, então o caso voltou a { $to } para quem puder pegar. Este grupo fica livre.

## In the panel: what happened

event-late = O agente foi lembrado de que o cliente espera a resposta
event-late-alerted = Aviso à supervisão: o cliente espera resposta
event-angry = Aviso à supervisão: o cliente está irritado
console-late = { $customer } espera resposta
console-angry = { $customer } está irritado: saiu o aviso à supervisão

## In the panel: rules

rules-title = Regras de { $group }
rules-lead = Quanto um cliente pode esperar antes de haver um aviso. Os minutos contam somente dentro do horário de atendimento. Uma mudança vale também para os casos que já esperam.
rules-line-title = Avisos e esperas da linha
rules-line-lead = Valem para todos os grupos que não tenham regras próprias.
rules-pending = Enquanto ninguém pega o caso
rules-first = Primeiro aviso
rules-first-hint = Minutos sem que ninguém pegue: o grupo é lembrado e a supervisão avisada.
rules-urgent = Primeiro aviso, cliente irritado
rules-urgent-hint = Minutos, para os casos urgentes.
rules-second = Segundo aviso
rules-second-hint = Minutos desde que o caso espera.
rules-repeat = Depois, a cada
rules-repeat-hint = Minutos entre um aviso e o seguinte, até que alguém pegue.
rules-answering = Enquanto um agente atende
rules-answer = Lembrar o agente
rules-answer-hint = Minutos que o cliente espera resposta.
rules-answer-alert = Avisar a supervisão
rules-answer-alert-hint = Minutos que o cliente espera resposta.
rules-give-back = Devolver o caso ao grupo
rules-give-back-hint = Minutos que o cliente espera resposta, depois do lembrete. 0: nunca.
rules-default = Vazio: { $minutes }, como na linha.
rules-default-never = Vazio: nunca, como na linha.
rules-save = Salvar
rules-back = Voltar aos grupos
rules-link = Regras
rules-group-link = Avisos e esperas
rules-problem-number = Escreva um número inteiro de minutos, de { $least } a { $most }.
rules-problem-second = Tem que ser mais que o primeiro aviso ({ $minutes }).
rules-problem-alert = Tem que ser mais que o lembrete ao agente ({ $minutes }).
flash-rules-saved = Pronto: as regras de { $name } já valem.
