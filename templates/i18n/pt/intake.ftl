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
open-no-group = Ainda não há um grupo pronto para esse departamento. Crie em Ajustes → Grupos de WhatsApp.

## Commands in the manual

help-bloquear-as = bloquear motivo
help-bloquear = Encerra o caso sem avisar o cliente e o bloqueia: o que ele escrever não chega mais a ninguém.
help-desbloquear-as = desbloquear número
help-desbloquear = No grupo Supervisor: esse cliente pode voltar a escrever.

## What a text names

text-name-label = o que escolheu no menu
text-name-previous = o número do caso anterior

## The page of the menu

menu-menu = Menu
menu-page-intro = O que lê um cliente sem caso, entre o que pode escolher e quem atende.
menu-not-used = Esta linha não usa o menu: os casos são abertos de outra forma.
menu-not-used-go = Mudar em Geral
menu-options-title = Saudação e opções
menu-options-how = O cliente responde com o número ou com palavras; entendem-se erros de digitação, «a primeira» e «1️⃣». A segunda resposta que não se entende vai para o departamento padrão.
menu-greeting = Saudação
menu-greeting-how = Sem saudação própria usa-se a de sempre. Você pode usar { "{" }nome{ "}" } e { "{" }empresa{ "}" }.
menu-greeting-names = Na saudação só se pode citar o cliente e a empresa.
menu-greeting-unknown = «{ $name }» não pode ser usado na saudação: tente nome ou empresa.
menu-greeting-open = Falta fechar uma chave: depois da palavra vai a chave que fecha.
menu-empty = Sem opções próprias oferece-se o de sempre: 1. Suporte, 2. Vendas.
menu-option = Opção { $name }
menu-label = O que o cliente lê
menu-label-missing = Falta o texto da opção.
menu-label-twice = Já existe uma opção com esse texto.
menu-words = Palavras que a indicam, separadas por vírgulas
menu-words-many = São demais: até 20 por opção.
menu-word-long = Uma das palavras é longa demais: até 40 letras.
menu-word-odd = Entre duas vírgulas falta uma palavra com letras ou números.
menu-department = Departamento
menu-speciality = Especialidade (opcional)
menu-up = Subir
menu-down = Descer
menu-remove = Tirar
menu-add = Adicionar opção
menu-add-inner = Adicionar uma dentro da { $name }
menu-full = Já há 10 opções: mais não dá para responder com conforto.
menu-one-option = Com uma só opção não há o que escolher: adicione outra, ou tire esta para usar o menu de sempre.
menu-preview-first = Ao escrever pela primeira vez
menu-preview-inner = Ao escolher a { $name }
flash-menu-saved = O menu foi salvo. Vale a partir da próxima mensagem.
entry-title = Depois de um caso, e quem entra
entry-reopen = Quem escreve pouco depois do encerramento continua com o mesmo agente, em um caso novo e sem menu
entry-hours = Durante quantas horas
entry-hours-how = Nesse tempo, um «obrigado», um «ok» ou um 👍 não abrem nada.
entry-hours-odd = Tem que ser um número de horas entre 1 e 336 (14 dias).
entry-messages = Mensagens por minuto de um cliente sem caso
entry-messages-how = Das que passam disso nenhuma é lida, e o cliente recebe um aviso. Com um caso aberto chegam todas.
entry-messages-odd = Tem que ser um número entre 5 e 300.
entry-agents = Os agentes também podem escrever como clientes para este número
flash-entry-saved = Salvo. Vale a partir da próxima mensagem.

## Opening a case in the panel

new-case-title = Abrir um caso
new-case-intro = Para um cliente que pediu algo por outro lado. O caso é avisado no grupo como qualquer outro.
new-case-number = WhatsApp do cliente
new-case-number-how = Como se escreve no país, por exemplo 11987654321.
new-case-name = Nome
new-case-name-how = Se já escreveu alguma vez, fica o nome que tem no WhatsApp.
new-case-department = Departamento
new-case-department-how = O grupo onde é avisado.
new-case-speciality = Especialidade
new-case-speciality-how = Opcional: se há vários grupos do departamento.
new-case-text = Do que se trata
new-case-text-how = Os agentes leem: no aviso e como nota do caso. O cliente não vê.
new-case-tell = Avisar o cliente que abrimos o caso dele
new-case-open = Abrir o caso
new-case-existing = Ver o caso #{ $name }
new-case-not-on-whatsapp = Esse número não tem WhatsApp: confira.
new-case-later = A linha está reiniciando e o caso não foi aberto. Tente de novo em alguns segundos.
flash-case-opened = Caso #{ $name } aberto: já está avisado no grupo.
