# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Guardar
panel-cancel = Cancelar
actions = Acciones
urgent = URGENTE
no-reason = sin motivo
pages = Páginas
pages-next = Siguiente
ask-admin = Pedíselo a quien administra.
form-fix = { $n ->
    [one] Falta corregir un dato.
   *[other] Falta corregir { $n } datos.
}
form-unavailable = La línea no contesta en este momento y no se guardó nada. Probá de nuevo en unos segundos.

## Times (the rest is in chat.ftl)

day-today = Hoy
day-yesterday = Ayer
day-named = { $weekday } { $day }
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

## Menu

menu-main = Principal
menu-skip = Saltar al contenido
menu-close = Cerrar el menú
menu-shortcuts = Accesos
menu-more = Más
menu-pending = pendientes
menu-board = Tablero
menu-tickets = Tickets
menu-agents = Agentes
menu-simulator = Simulador
menu-settings = Ajustes
menu-groups = Grupos de WhatsApp
menu-lines = Líneas
menu-help = Ayuda
menu-language = Idioma
menu-leave = Salir
role-admin = Administración
role-supervisor = Supervisión
role-operator = Operación

## Getting in

login-title = Entrar
login-user = Usuario o correo
login-password = Contraseña
login-remember = Recordarme en este equipo
login-enter = Entrar
login-forgot = ¿Olvidaste la contraseña? Pedile una nueva a quien administra.
login-agent = ¿Sos agente? No hace falta entrar: trabajás desde WhatsApp.
login-wrong = El usuario o la contraseña no coinciden. { $n ->
    [0] No te quedan intentos: esperá 15 minutos.
    [one] Te queda { $n } intento.
   *[other] Te quedan { $n } intentos.
}
login-wait = Hubo demasiados intentos. Probá otra vez en { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}.
first-title = Primer inicio
first-intro = Con estos datos vas a entrar y administrar Relevo. No hay ninguna contraseña de fábrica.
first-name = Tu nombre
first-name-missing = Falta tu nombre: así te ven los demás.
first-login-hint = Sin espacios. Puede ser tu correo.
first-login-missing = Falta el usuario.
first-login-odd = Usá solo letras sin acento, números y los signos @ . _ + -
first-password-hint = Al menos { $n } caracteres. Una frase se recuerda mejor.
first-password-short = La contraseña es corta: tiene que tener al menos { $n } caracteres.
first-password-long = La contraseña es demasiado larga.
first-password-weak = Esa contraseña se adivina enseguida: usá otra.
first-again = La contraseña otra vez
first-again-other = No es la misma que arriba.
first-create = Crear mi cuenta
first-used = Este enlace ya no sirve
first-used-how = Se usa una sola vez. Si todavía no hay ninguna cuenta, reiniciá Relevo: al arrancar muestra un enlace nuevo.
flash-first-start = ¡Listo, tu cuenta quedó creada! Empezá por crear el Grupo de Soporte.

## When a page cannot be shown

error-home = Ir al inicio
error-not-signed-in = Hay que entrar primero
error-not-signed-in-how = Tu sesión terminó o todavía no entraste.
error-forbidden = Esto no está a tu alcance
error-forbidden-how = Tu rol no lo permite. Pedíselo a quien administra.
error-stale-form = El formulario venció
error-stale-form-how = No se guardó nada. Volvé a la página, actualizala y mandalo otra vez.
error-not-found = No encontramos esa página
error-not-found-how = Puede que la dirección esté mal escrita o que ya no exista.
error-unreadable = No se entiende lo que pedís
error-unreadable-how = No se guardó nada. Volvé a la página y probá otra vez.
error-too-large = Es demasiado largo
error-too-large-how = No se guardó nada. Mandá algo más corto.
error-busy = Relevo está ocupado
error-busy-how = Probá otra vez en unos segundos.
error-fault = Algo falló de nuestro lado
error-fault-how = Quedó anotado con el detalle. Probá otra vez; si sigue, avisale a quien administra.
flash-bad-refused = No se pudo: puede que ya no exista. Actualizá la página y probá otra vez.
flash-bad-unavailable = La línea no contesta en este momento y no se hizo nada. Probá de nuevo en unos segundos.

## Board

board-try = Probar en el simulador
board-waiting = Esperan que alguien los tome
board-see-all = Ver todos
board-none = Nadie espera
board-none-how = Cuando un cliente escriba, su caso aparece acá hasta que alguien lo tome.
board-bar = La barra se llena hasta el límite de espera. Al pasarlo, Relevo avisa al Grupo de Supervisor.
board-who = Quién está
board-nobody = Todavía no hay agentes activos.
kpi-pending = Pendientes
kpi-none-late = todos en término
kpi-late = { $n ->
    [one] { $n } pasó su límite
   *[other] { $n } pasaron su límite
}
kpi-progress = En progreso
kpi-of-slots = de { $n ->
    [one] { $n } grupo personal
   *[other] { $n } grupos personales
}
kpi-longest = Espera más larga
kpi-longest-note = de los que nadie tomó
kpi-longest-none = no espera nadie
alarm-connecting = La línea { $name } se está conectando.
alarm-connecting-how = Lo que llegue queda guardado y sale en orden.
alarm-connecting-do = Ver la línea
alarm-qr = La línea { $name } espera que alguien escanee el código QR.
alarm-qr-how = Hasta entonces no entra ni sale nada.
alarm-qr-do = Ver el código QR
alarm-down = La línea { $name } está desconectada.
alarm-down-how = Los mensajes quedan guardados: salen en orden cuando vuelva.
alarm-down-do = Ver la línea
alarm-groups = Falta el primer grupo.
alarm-groups-how = Ahí se anuncian los casos para que los agentes los tomen.
alarm-groups-do = Crear el grupo
alarm-agents = Todavía no hay agentes.
alarm-agents-how = Agregá a quienes van a atender: Relevo les crea sus grupos.
alarm-agents-do = Añadir agentes
alarm-ready = Ningún agente respondió LISTO.
alarm-ready-how = Cada agente responde LISTO citando el mensaje con su nombre en el grupo principal; recién ahí puede tomar casos.
alarm-ready-do = Ver los agentes

## Tickets

state-pending = Pendiente
state-progress = En Progreso
state-closed = Cerrado
tickets-state = Estado
tickets-open = Abiertos
tickets-pending = Pendientes
tickets-progress = En progreso
tickets-closed = Cerrados
tickets-all = Todos
tickets-search = Buscar
tickets-search-hint = Nombre, número, #ticket o texto
tickets-search-scope = Nombres y números se buscan entre todos los clientes; lo escrito, en los últimos { $messages } mensajes.
tickets-find = Buscar
tickets-group = Grupo
tickets-any-group = Todos los grupos
tickets-agent = Agente
tickets-any-agent = Todos los agentes
tickets-unfilter = Quitar filtros
tickets-cases = Casos
tickets-caption = Casos; los abiertos, primero los que más esperan
tickets-case = Caso
tickets-mood = Ánimo
tickets-relay = Relevo: espera y atención
tickets-last = Último mensaje
tickets-none = No hay casos acá
tickets-none-how = Cuando un cliente escriba, su caso aparece en esta lista.
tickets-none-filtered = Ninguno coincide con lo que buscás. Probá con menos filtros.
tickets-waits = espera hace { $name }
tickets-waited = esperó { $name }
tickets-untaken = sin tomar
tickets-with = { $span } con { $name }
tickets-attended = atendido en { $name }
ticket-way = Recorrido del caso
ticket-conversation = Conversación
ticket-facts = El caso
ticket-customer = Cliente
ticket-agent = Atiende
ticket-line = Línea
ticket-opened = Abierto
ticket-previous = Viene del caso
ticket-taken = Tomado
ticket-reason = Motivo
ticket-before = Otros casos
ticket-before-none = Es el primero de este cliente.
ticket-cut = Se muestran los últimos mensajes del caso.
leg-menu = Escribió
leg-menu-detail = { $time }, { $name }
leg-waits = Espera hace { $name }
leg-waited = Esperó { $name }
leg-since = desde { $name }
event-opened = Se abrió el caso
event-claimed = { $name } tomó el caso
event-escalated = Pasó su límite de espera sin que nadie lo tome
event-alerted = Se avisó a supervisión
event-closed = { $name } cerró el caso
message-sent = Enviado
message-queued = En camino
message-delivered = Entregado
message-read = Leído
message-withdrawn = No se envió: lo retiraron a tiempo
message-withdrawn-slot = No llegó a pasarse al agente: el cliente lo retiró antes
message-failed = No le llegó al cliente. Ya no se reintenta solo.
message-failed-why = No le llegó al cliente: «{ $name }». Ya no se reintenta solo.
message-failed-slot = No llegó al grupo del agente.
message-failed-slot-why = No llegó al grupo del agente: «{ $name }».
message-failed-act = Reintentar o descartar
message-deleted-customer = Eliminado por el cliente, { $name }
message-deleted-agent = Eliminado por el agente, { $name }
message-edited = editado
message-until = hasta las { $name }
message-quote-earlier = Un mensaje anterior de este caso
message-quote-other = De otra conversación
message-reaction-of = reacción de { $name }
message-reaction-agent = reacción del agente
media-alt = { $kind } de { $name }
media-image = Foto
media-video = Video
media-gif = GIF
media-video-note = Videomensaje
media-voice = Mensaje de voz
media-audio = Audio
media-document = Documento
media-sticker = Sticker
media-location = Ubicación
media-location-live = Ubicación en tiempo real
media-contact = Contacto
media-contact-unnamed = Contacto sin nombre
media-poll = Encuesta
media-once = Para ver una sola vez: acá no se muestra.
media-once-used = Era para ver una sola vez: ya se entregó y se borró.
media-lost = Venció: WhatsApp ya no lo tiene.
media-too-large = Es muy grande: no se trae.
media-not-yet = Todavía no se trajo de WhatsApp.
media-no-way = La conexión de esta línea no deja traerlo.
media-fetch = Traer
media-fetch-again = Traer de nuevo
file-gone = Ese archivo no está acá
file-gone-how = Puede que haya vencido o que todavía no se haya traído de WhatsApp. Volvé al caso y tocá «Traer de nuevo».
flash-file-fetched = Listo, el archivo ya está.
flash-wait-file = El archivo es grande o WhatsApp tarda: se sigue trayendo, y aparece solo cuando llegue.
flash-bad-file-lost = No se pudo traer: WhatsApp ya no lo tiene, o es muy grande.
flash-bad-file-later = No se pudo traer ahora. Probá de nuevo en unos minutos.

## Agents

agents-summary = { $agents ->
    [one] { $agents } agente
   *[other] { $agents } agentes
}, { $slots ->
    [one] { $slots } grupo personal
   *[other] { $slots } grupos personales
}
agents-add = Añadir Nuevo Agente
agents-list = Agentes de atención
agents-none = Todavía no hay agentes
agents-none-how = Agregá a la primera persona que va a atender. Relevo le crea sus grupos y le pide el LISTO.
agents-agent = Agente
agents-main-groups = Grupos principales
agents-groups-label = Grupos:
agents-slots = Grupos personales
agents-registration = Registro
agents-state = Estado
agents-edit = Editar
agents-name = Nombre y apellido
agents-name-hint = El primer nombre se usa en sus grupos: «Chat soporte Sofía N°1».
agents-number-hint = Como lo escribís siempre, sin 549: 3815551234. También con espacios, guiones, 0 y 15.
agents-slots-hint = Cuántos clientes atiende a la vez, de 1 a 10. Recomendado: agente nuevo 1 o 2, normal 3, experto 5.
agents-slots-edit-hint = De 1 a 10. Recomendado: agente nuevo 1 o 2, normal 3, experto 5. Si lo bajás, un grupo con un caso abierto se retira recién cuando el caso se cierra.
agents-need-group = Antes de sumar agentes hace falta un grupo de Soporte o de Ventas: ahí se anuncian los casos.
agents-need-group-go = Ir a Grupos de WhatsApp
agents-create = Crear agente y sus grupos
agents-pace = WhatsApp limita los grupos nuevos: se crea uno cada { $name }. Podés cerrar esta página.
agents-pace-fast = Los grupos se crean uno tras otro. Podés cerrar esta página.
agent-active = Activo
agent-inactive = Inactivo
agent-inactive-long = Inactivo, no toma casos
agent-no-groups = ninguno
agent-no-slots = Todavía no tiene grupos personales.
agent-edit = Editar agente
agent-save = Guardar cambios
agent-account = Cuenta vinculada
agent-answered = Respondió LISTO
agent-identity = Identidad
agent-proof = Cómo se supo
agent-proof-number = Respondió desde su propio número.
agent-proof-quote = Citó el aviso y es miembro del grupo. WhatsApp no mostró su número.
agent-not-yet = Falta que responda LISTO citando el mensaje con su nombre en el grupo principal.
registration-done = Registrado
registration-missing = Falta el LISTO
member-none = No está
member-pending = Sumando…
member-invited = Invitación enviada
member-invited-note = Su privacidad no deja sumarla: le mandamos el enlace del grupo.
member-add = Sumar
member-ask-again = Pedir LISTO otra vez
slot-busy = atiende un caso
slot-free = libre
slot-off = por crear
slot-retired = retirado
slots-none = sin grupos
slots-creating = creando
slots-text = { $busy } de { $ready } ocupados
slots-full = lleno
slots-free = { $n ->
    [one] { $n } libre
   *[other] { $n } libres
}
flash-agent-added = Agregamos a { $name }. Mirá el avance acá abajo; en el grupo le pedimos que responda LISTO.
flash-agent-edited = Guardamos los cambios de { $name }.
flash-ready-asked = Le pedimos el LISTO otra vez en el grupo.
flash-joining = La sumamos al grupo y le pedimos el LISTO si hace falta.

## Jobs

job-agent = Preparando a { $name }
job-group = Preparando { $name }
job-step = Paso { $k } de { $n }
job-failed = No se pudo
job-doing = en curso
job-attempt = intento { $n }
job-again-in = Se prueba otra vez en
job-goes-on-in = Sigue en
job-said = WhatsApp contestó «{ $name }». No hace falta hacer nada: Relevo prueba otra vez.
job-said-final = WhatsApp contestó «{ $name }» y Relevo dejó de probar por su cuenta. Podés probar ahora, o abandonarlo.
job-not-on-whatsapp = Ese número no está en WhatsApp. Revisalo con la persona: si está mal, abandoná esto y agregala con el número correcto.
job-group-not-ready = El grupo principal todavía se está creando: esto sigue cuando esté.
job-hint = Podés cerrar esta página: sigue solo.
job-hint-wait = A las { $name }. WhatsApp limita los grupos nuevos: Relevo los espacia y no crea ninguno dos veces. Podés cerrar esta página.
job-hint-failed = Lo que ya se hizo, queda hecho.
job-retry = Probar ahora
job-give-up = Abandonar
step-create-group = Crear el grupo en WhatsApp
step-adopt = Revisar el grupo que ya existe
step-check = Comprobar el número en WhatsApp
step-join = Sumar a { $name }
step-slot = Crear «{ $name }»
step-ready = Pedir el LISTO en { $name }
flash-job-retried = Probamos de nuevo ahora.
flash-job-given-up = Listo, quedó abandonado.

## Main groups

group-support = Grupo de Soporte
group-sales = Grupo de Ventas
group-supervisor = Grupo de Supervisor
groups-line = Línea { $name }
groups-optional = opcional
groups-missing = ❌ No configurado
groups-ready = ✅ Configurado
groups-creating = Creando
groups-failed = No se pudo crear
groups-given-up = Abandonado
groups-purpose-support = Acá se anuncian los casos de Soporte. Un agente toma uno respondiendo al aviso.
groups-purpose-sales = Acá se anuncian las consultas de Ventas. Un agente toma una respondiendo al aviso.
groups-purpose-supervisor = Recibe las alertas de los casos que nadie toma. Sin él, llegan al grupo principal.
groups-suggest-support = 🎫 Soporte - { $name }
groups-suggest-sales = 💰 Ventas - { $name }
groups-suggest-supervisor = 👔 Supervisión - { $name }
groups-name = Nombre del grupo
groups-name-long = Tiene { $n } caracteres. Con más de 30, WhatsApp lo corta en la lista de chats.
groups-name-nothing = Ese nombre no dice para qué es el grupo. Probá con algo como «🎫 Soporte - tu empresa».
groups-name-look = ¿Seguro que se va a llamar así? Si te sirve igual, tocá el botón otra vez.
groups-member = Primer integrante
groups-member-hint = WhatsApp no deja crear un grupo vacío: poné el número de alguien que va a estar.
groups-create-support = Crear Grupo de Soporte
groups-create-sales = Crear Grupo de Ventas
groups-create-supervisor = Crear Grupo de Supervisor
groups-adopt = Usar uno que ya existe
groups-chat = Identificador del grupo
groups-chat-hint = Termina en @g.us. El número de la línea tiene que estar en el grupo.
groups-adopt-this = Usar este grupo
groups-agents = Agentes en este Grupo
groups-agents-none = Todavía no hay nadie: agregá al primero acá abajo.
groups-supervisors-none = Todavía no hay nadie: sumá a quien tenga que recibir las alertas.
groups-add-agent = Agregar Nuevo Agente
groups-add = Agregar
groups-join-existing = Sumar a alguien que ya es agente
groups-join = Sumar
flash-group-creating = Estamos creando «{ $name }» en WhatsApp. Mirá el avance acá abajo.
flash-group-adopting = Estamos revisando el grupo para usarlo. Mirá el avance acá abajo.

## Lines

line-connected = CONECTADO
line-connecting = CONECTANDO
line-waiting-qr = ESPERANDO QR
line-disconnected = DESCONECTADO
line-said-connected = Los mensajes entran y salen.
line-said-connecting = Se está conectando. Lo que llegue queda guardado y sale en orden.
line-said-qr = Hace falta vincular el número: escaneá el código con el teléfono de la línea.
line-said-down = Está caída. Los mensajes quedan guardados y salen en orden cuando vuelva.
line-qr = Código QR para vincular el número
line-qr-how = En el teléfono: WhatsApp → Dispositivos vinculados → Vincular un dispositivo. El código se renueva solo.
line-number = Número
line-number-unknown = todavía no se sabe
line-intake = Entrada
line-zone = Hora de
line-restart = Reiniciar el bot
intake-menu = Menú: 1 Soporte, 2 Ventas
intake-direct = Directa: el primer mensaje abre un caso
intake-external = Externa: los casos los abre otro programa
flash-line-restarted = Reiniciamos la línea { $name }. No se pierde nada: sigue donde estaba.
lines-settings = Cómo se envía
lines-save = Guardar
lines-undo = Espera antes de enviar (s)
lines-undo-hint = De 0 a 60 segundos. Mientras tanto, lo que el agente borra o corrige no le llega al cliente. Con 0 sale enseguida.
lines-undo-wrong = Poné un número entero de 0 a 60.
lines-rate = Mensajes por segundo
lines-rate-hint = De 0,1 a 50. WhatsApp bloquea a quien manda demasiado rápido.
lines-rate-wrong = Poné un número de 0,1 a 50.
lines-burst = Mensajes seguidos
lines-burst-hint = De 1 a 200: cuántos pueden salir juntos después de una pausa.
lines-burst-wrong = Poné un número entero de 1 a 200.
lines-jitter = Irregularidad (%)
lines-jitter-hint = De 0 a 90. Con más, el ritmo se parece más al de una persona.
lines-jitter-wrong = Poné un número entero de 0 a 90.
lines-marks = Marcas y avisos
lines-guard = Preguntar al agente antes de enviar un texto que nombra otro caso suyo
lines-delivery = Poner ✅ en el mensaje del agente cuando le llegó al cliente y 👀 cuando lo leyó
lines-typing = Mostrar «escribiendo…» del otro lado
lines-read = El cliente ve que se leyó su mensaje
lines-read-seen = cuando el agente lo vio
lines-read-relayed = apenas llega al grupo del agente
lines-read-never = nunca
flash-line-saved = Guardamos los ajustes de la línea { $name }. Valen desde ahora.
letters-title = Mensajes que no salieron
letters-none = No hay ninguno
letters-none-how = Si WhatsApp rechaza un mensaje para siempre, queda acá: no se pierde.
letters-older = Ver más viejos
letters-when = Cuándo
letters-to = Para
letters-purpose = Qué era
letters-why = Por qué
letters-retry = Reintentar
letters-drop = Descartar
letters-to-unknown = un chat que ya no es de nadie
letters-to-customer = un cliente sin nombre
letters-to-slot = Mensaje del cliente, caso #{ $n }
letters-from-agent = Respuesta del agente, caso #{ $n }
letters-change-slot = Cambio o reacción del cliente, caso #{ $n }
letters-change-customer = Cambio o reacción del agente, caso #{ $n }
letters-addition = Aviso de más mensajes, caso #{ $n }
letters-mark = Marca de entrega
letters-answer = Aviso de Relevo
letters-announcement = Aviso del caso #{ $n }
letters-ask-ready = Pedido de LISTO
letters-alert = Alerta
letters-file = 📎 un archivo
letters-line = Línea { $name }
flash-letter-retried = Lo mandamos de nuevo. Si falla otra vez, vuelve a esta lista.
flash-letter-dropped = Listo, quedó descartado.

## Simulator

sim-nothing-leaves = Nada de esto sale a WhatsApp.
sim-cut = Cortar la línea
sim-reconnect = Reconectar
sim-offline = La línea está cortada.
sim-offline-how = Lo que se escriba espera y sale en orden al reconectar.
sim-start = Empezá por los grupos.
sim-start-how = Creá el Grupo de Soporte y agregá dos agentes: sus teléfonos aparecen acá.
sim-phones = Teléfonos
sim-phone-customer = el teléfono de { $name }, cliente
sim-phone-agent = el teléfono de { $name }, agente
sim-group-members = { $name } y Relevo
sim-group-empty = solo Relevo
sim-no-case = sin caso
sim-case = caso #{ $n }
sim-messages = Mensajes: { $name }
sim-write-as = Escribí como { $name }
sim-send-as = Enviar como { $name }
sim-write-group = Escribí en el grupo
sim-send-group = Enviar a { $name }
sim-as = Como
sim-quote = Citar
sim-quoting = Citás a { $name }
sim-unquote = Quitar la cita
sim-nobody = Todavía no hay nadie en este grupo: sumá a alguien en Ajustes → Grupos de WhatsApp.
sim-join = Entrar al grupo
sim-more = { $n ->
    [one] Hay { $n } teléfono más que no se muestra.
   *[other] Hay { $n } teléfonos más que no se muestran.
}
sim-add-customer = Agregar un cliente
sim-number-hint = Cualquiera sirve: 3815551234. Los que terminan en 0000 no están en WhatsApp, para practicar.
sim-number-taken = Ese número ya es de { $name }.
sim-faults = Que algo salga mal
sim-faults-why = Para ver cómo reacciona Relevo en un mal día.
sim-refused = Rechazar las próximas creaciones de grupo
sim-refused-hint = WhatsApp contesta «unknown error» tantas veces.
sim-sends = Rechazar los próximos envíos
sim-duplicates = Todo llega a Relevo dos veces
sim-privacy = No se dejan sumar a grupos
sim-edit = Editar
sim-delete = Eliminar
sim-react = Reaccionar
sim-acts = Qué hacer con el mensaje de { $name }
sim-editing = Editás el mensaje de { $name }
sim-deleting = Se elimina para todos el mensaje de { $name }
sim-reacting = Reaccionás al mensaje de { $name }
sim-leave-it = Dejarlo así
sim-edit-label = Nuevo texto del mensaje
sim-edit-go = Guardar el cambio
sim-delete-go = Eliminar para todos
sim-react-go = Reaccionar con { $name }
sim-react-back = Quitar la reacción
sim-edited = Editado
sim-deleted = Se eliminó este mensaje
sim-tick-sent = Enviado: todavía no le llegó a Relevo
sim-tick-delivered = Entregado: Relevo lo recibió
sim-tick-read = Leído
sim-typing = escribiendo…
sim-reactions = Reacciones: { $name }
sim-attach = Archivo
sim-file = Archivo, hasta 16 MB
sim-file-as = Mandarlo como
sim-as-auto = lo que es
sim-as-document = documento
sim-as-sticker = sticker
sim-as-voice = nota de voz
sim-as-note = nota de video
sim-as-gif = GIF
sim-view-once = Para ver una sola vez
sim-file-words = Lo que escribas arriba va con el archivo.
sim-send-file = Mandar el archivo
sim-record = Grabar una nota de voz
sim-record-stop = Terminar y mandar la nota
sim-no-mic = No se pudo usar el micrófono.
sim-read = Marcar como leído: { $name }
sim-off = Apagado
sim-phones-off = Tienen el teléfono apagado
sim-fetches = No bajar los próximos archivos
sim-fetches-hint = Por un motivo pasajero: Relevo prueba otra vez.
sim-broken = Cortar a la mitad los próximos archivos
sim-expired = Los archivos que mandaron ya vencieron
sim-once = Para ver una vez
sim-place-or-card = Ubicación o contacto
sim-place = Ubicación: latitud y longitud
sim-place-name = Nombre del lugar
sim-send-place = Mandar la ubicación
sim-card-name = Nombre del contacto
sim-card-number = Número del contacto
sim-send-card = Mandar el contacto
sim-map = Ver en el mapa
sim-map-live = Ubicación en tiempo real
flash-sim-customer = Agregamos a { $name }. Escribí desde su teléfono.
flash-sim-reconnected = La línea está conectada otra vez.
flash-wait-sim-cut = Cortaste la línea: lo que se escriba espera.
flash-sim-faults = Listo, queda así.
flash-sim-joined = Entró al grupo.
flash-bad-sim-gone = Eso ya no está en el simulador.
flash-bad-sim-not-member = Esa persona no está en el grupo, así que no puede escribir ahí.
flash-bad-sim-link = Ese enlace no lleva a ningún grupo.
flash-bad-sim-not-on-whatsapp = Ese número no está en WhatsApp: los que terminan en 0000 nunca están.
flash-bad-sim-own-number = Ese es el número de la línea: usá otro.
flash-bad-sim-empty = Falta escribir algo.
flash-bad-sim-too-long = Es demasiado largo: probá con algo más corto.
flash-bad-sim-full = El simulador no admite más personas.
flash-bad-sim-not-yours = Ese mensaje es de otra persona.
flash-bad-sim-too-late = Ya pasó demasiado tiempo: se edita durante 15 minutos y se elimina durante dos días.
flash-bad-sim-no-words = Ese mensaje no tiene texto para editar.
flash-bad-sim-no-emoji = Para reaccionar hace falta un solo emoji.
flash-bad-sim-no-file = Falta el archivo: elegí uno que no esté vacío.
flash-bad-sim-too-large = El archivo pasa los 16 MB: probá con uno más chico.
flash-bad-sim-phone-off = Ese teléfono está apagado: prendelo en «Que algo salga mal».
flash-bad-sim-kind = Ese archivo no se puede mandar así: probá como documento.
flash-bad-sim-place = Eso no es un lugar: escribí latitud y longitud, como -26.83, -65.20.
