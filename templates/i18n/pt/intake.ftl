# Who is let in: menus, going on from a case, customers whom nobody hears.

## To a customer

menu-part = *{ $label }*: do que você precisa? Responda com o número:
menu-back = 0. Voltar
reopened = Continuamos o seu caso #{ $previous }: agora é o #{ $ticket }. Estamos lendo por aqui.
opened-for-support = Abrimos o seu caso #{ $ticket } no Suporte: vamos escrever por aqui.
opened-for-sales = Abrimos o seu caso #{ $ticket } em Vendas: vamos escrever por aqui.
too-many = Recebemos muitas mensagens suas em um minuto e não lemos as últimas. Espere um momento e conte em uma só mensagem do que você precisa.

## To agents and supervisors

announcement-previous = ↩️ Continua o caso #{ $previous }
not-for-agents = Olá, { $agent }. Este número é para clientes: o que você escrever aqui não chega a ninguém. Os casos são pegos no grupo principal e atendidos nos seus grupos pessoais.
customer-blocked = 🚫 Caso #{ $ticket } encerrado e cliente bloqueado.
customer-blocked-reason = 🚫 Caso #{ $ticket } encerrado e cliente bloqueado: «{ $reason }».
customer-blocked-after = Não avisamos nada: o que ele escrever não chega mais a ninguém. Este grupo fica livre.
customer-unblocked = ✅ { $customer }, { $number } já pode voltar a escrever.
not-blocked = Não há cliente bloqueado com o número «{ $number }».
unblock-how = Para desbloquear um cliente, escreva no grupo Supervisor */desbloquear* e o número dele, por exemplo: /desbloquear 11987654321. Também dá pelo painel.
refused-has-ticket = Esse cliente já tem um caso aberto: o #{ $ticket }.
open-agent = É o número de um agente: não dá para abrir um caso para ele.
open-blocked = Esse cliente está bloqueado. Desbloqueie primeiro, na página dele.
open-no-group = Ainda não há um grupo pronto para esse setor. Crie em Ajustes → Grupos de WhatsApp.

## Commands in the manual

help-bloquear-as = bloquear motivo
help-bloquear = Encerra o caso sem avisar o cliente e o bloqueia: o que ele escrever não chega mais a ninguém.
help-desbloquear-as = desbloquear número
help-desbloquear = No grupo Supervisor: esse cliente pode voltar a escrever.

## What a text names

text-name-label = o que escolheu no menu
text-name-previous = o número do caso anterior
