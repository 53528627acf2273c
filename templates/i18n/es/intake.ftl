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
open-no-group = Todavía no hay un grupo listo para ese departamento. Crealo en Ajustes → Grupos de WhatsApp.

## Commands in the manual

help-bloquear-as = bloquear motivo
help-bloquear = Cierra el caso sin avisarle al cliente y lo bloquea: lo que escriba ya no le llega a nadie.
help-desbloquear-as = desbloquear número
help-desbloquear = En el grupo Supervisor: ese cliente puede volver a escribir.

## What a text names

text-name-label = lo que eligió en el menú
text-name-previous = el número del caso anterior

## The page of the menu

menu-menu = Menú
menu-page-intro = Qué lee un cliente sin caso, de qué puede elegir y quién lo atiende.
menu-not-used = Esta línea no usa el menú: los casos se abren de otra forma.
menu-not-used-go = Cambiarlo en General
menu-options-title = Saludo y opciones
menu-options-how = El cliente contesta con el número o con palabras; se entienden errores de tipeo, «la primera» y «1️⃣». La segunda respuesta que no se entiende va al departamento por defecto.
menu-greeting = Saludo
menu-greeting-how = Sin saludo propio se usa el de siempre. Podés usar { "{" }nombre{ "}" } y { "{" }empresa{ "}" }.
menu-greeting-names = En el saludo solamente se puede nombrar al cliente y a la empresa.
menu-greeting-unknown = «{ $name }» no se puede usar en el saludo: probá con nombre o empresa.
menu-greeting-open = Falta cerrar una llave: después de la palabra va la llave que cierra.
menu-empty = Sin opciones propias se ofrece lo de siempre: 1. Soporte, 2. Ventas.
menu-option = Opción { $name }
menu-label = Qué lee el cliente
menu-label-missing = Falta el texto de la opción.
menu-label-twice = Ya hay una opción con ese texto.
menu-words = Palabras que la nombran, separadas por comas
menu-words-many = Son demasiadas: hasta 20 por opción.
menu-word-long = Una de las palabras es demasiado larga: hasta 40 letras.
menu-word-odd = Entre dos comas falta una palabra con letras o números.
menu-department = Departamento
menu-speciality = Especialidad (opcional)
menu-up = Subir
menu-down = Bajar
menu-remove = Quitar
menu-add = Agregar opción
menu-add-inner = Agregar una dentro de la { $name }
menu-full = Ya hay 10 opciones: más no se pueden contestar con comodidad.
menu-one-option = Con una sola opción no hay nada para elegir: agregá otra, o quitá esta para usar el menú de siempre.
menu-preview-first = Al escribir por primera vez
menu-preview-inner = Al elegir la { $name }
flash-menu-saved = El menú quedó guardado. Rige desde el próximo mensaje.
entry-title = Después de un caso, y quién entra
entry-reopen = Quien escribe poco después del cierre sigue con el mismo agente, en un caso nuevo y sin menú
entry-hours = Durante cuántas horas
entry-hours-how = En ese tiempo, un «gracias», un «ok» o un 👍 no abren nada.
entry-hours-odd = Tiene que ser un número de horas entre 1 y 336 (14 días).
entry-messages = Mensajes por minuto de un cliente sin caso
entry-messages-how = De los que pasan de ahí no se lee ninguno, y el cliente recibe un aviso. Con un caso abierto llegan todos.
entry-messages-odd = Tiene que ser un número entre 5 y 300.
entry-agents = Los agentes también pueden escribir como clientes a este número
flash-entry-saved = Guardado. Rige desde el próximo mensaje.

## Opening a case in the panel

new-case-title = Abrir un caso
new-case-intro = Para un cliente que pidió algo por otro lado. El caso se avisa en el grupo como cualquier otro.
new-case-number = WhatsApp del cliente
new-case-number-how = Como se escribe en el país, por ejemplo 3815551234.
new-case-name = Nombre
new-case-name-how = Si ya escribió alguna vez, queda el nombre que tiene en WhatsApp.
new-case-department = Departamento
new-case-department-how = El grupo donde se avisa.
new-case-speciality = Especialidad
new-case-speciality-how = Opcional: si hay varios grupos del departamento.
new-case-text = De qué se trata
new-case-text-how = Lo leen los agentes: en el aviso y como nota del caso. El cliente no lo ve.
new-case-tell = Avisarle al cliente que abrimos su caso
new-case-open = Abrir el caso
new-case-existing = Ver el caso #{ $name }
new-case-not-on-whatsapp = Ese número no tiene WhatsApp: revisalo.
new-case-later = La línea se está reiniciando y el caso no se abrió. Probá de nuevo en unos segundos.
flash-case-opened = Caso #{ $name } abierto: ya está avisado en el grupo.
