# Who is let in: menus, going on from a case, customers whom nobody hears.

## To a customer

menu-part = *{ $label }*: ¿qué necesitás? Respondé con el número:
menu-back = 0. Volver
reopened = Seguimos con lo de tu caso #{ $previous }: ahora es el #{ $ticket }. Te leemos por acá.
opened-for-support = Abrimos tu caso #{ $ticket } en Soporte: te escribimos por acá.
opened-for-sales = Abrimos tu caso #{ $ticket } en Ventas: te escribimos por acá.
too-many = Nos llegaron muchos mensajes tuyos en un minuto y no leímos los últimos. Esperá un momento y contanos en un solo mensaje qué necesitás.

## To agents and supervisors

announcement-previous = ↩️ Sigue al caso #{ $previous }
not-for-agents = Hola, { $agent }. Este número es para clientes: lo que escribas acá no le llega a nadie. Los casos se toman en el grupo principal y se atienden en tus grupos personales.
customer-blocked = 🚫 Caso #{ $ticket } cerrado y cliente bloqueado.
customer-blocked-reason = 🚫 Caso #{ $ticket } cerrado y cliente bloqueado: «{ $reason }».
customer-blocked-after = No le avisamos nada: lo que escriba ya no le llega a nadie. Este grupo queda libre.
customer-unblocked = ✅ { $customer }, { $number } ya puede volver a escribirnos.
not-blocked = No hay un cliente bloqueado con el número «{ $number }».
unblock-how = Para desbloquear a un cliente, escribí en el grupo Supervisor */desbloquear* y su número, por ejemplo: /desbloquear 3815551234. También se puede desde el panel.
refused-has-ticket = Ese cliente ya tiene un caso abierto: el #{ $ticket }.
open-agent = Es el número de un agente: no se le puede abrir un caso.
open-blocked = Ese cliente está bloqueado. Desbloquealo primero, en su página.
open-no-group = Todavía no hay un grupo listo para ese sector. Crealo en Ajustes → Grupos de WhatsApp.

## Commands in the manual

help-bloquear-as = bloquear motivo
help-bloquear = Cierra el caso sin avisarle al cliente y lo bloquea: lo que escriba ya no le llega a nadie.
help-desbloquear-as = desbloquear número
help-desbloquear = En el grupo Supervisor: ese cliente puede volver a escribir.

## What a text names

text-name-label = lo que eligió en el menú
text-name-previous = el número del caso anterior
