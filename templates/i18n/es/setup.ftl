# Groups, agents and lines.
## Lines
# Why something could not be done, where Relevo itself says so.
reason-not-on-whatsapp = Ese número no está en WhatsApp.
reason-not-in-group = La línea ya no está en ese grupo: agregala otra vez y volvé a probar.
reason-group-full = El grupo está lleno: WhatsApp no deja entrar a nadie más.
reason-group-not-found = Ese grupo no existe, o la línea no está en él.
reason-file-too-large = El archivo es demasiado grande para pasarlo.
reason-file-slow = El archivo tardó demasiado en bajar.
reason-file-gone = WhatsApp ya no tiene ese archivo: hay que pedirlo de nuevo.
reason-file-empty = El archivo llegó vacío.
reason-file-not-here = El archivo ya no está en la carpeta de Relevo.
reason-file-broke-off = El archivo se cortó por el camino.
reason-key-refused = El servidor no acepta la clave de la línea: revisala en Ajustes → Líneas.
reason-server-unreachable = No se puede llegar al servidor de la línea.
reason-no-answer = El servidor de la línea tardó demasiado en contestar.
reason-line-off = La sacaron de servicio desde el panel.
reason-logged-out = El número se desvinculó: hay que vincularlo otra vez.
reason-instance-removed = Borraron la instancia en el servidor.
reason-simulated = Se cortó desde el simulador.
job-because = { $name } No hace falta hacer nada: Relevo prueba otra vez.
job-because-final = { $name } Relevo dejó de probar por su cuenta. Podés probar ahora, o abandonarlo.
# How a line stands.
line-off = DESACTIVADA
line-said-off = Está fuera de servicio: no entra ni sale nada. Su historia se puede leer, y se puede activar de nuevo.
link-since = desde { $name }
link-now = ahora
link-said = El servidor dijo «{ $name }».
link-strip = Conexión de las últimas 24 horas.
link-no-history = Todavía no hay historia de la conexión.
link-no-outages = Sin cortes en las últimas 24 h.
link-outages = { $n ->
    [one] Un corte en las últimas 24 h, de { $longest }.
   *[other] { $n } cortes en las últimas 24 h; el más largo, de { $longest }.
}
link-changes = Últimos cambios
link-heard = Último aviso
link-not-heard = el servidor todavía no avisó nada: si no llegan mensajes, revisá que pueda llegar a la dirección de Relevo
link-not-heard-yet = todavía ninguno
link-never = Todavía no se conectó nunca.
# Linking a number.
link-qr-valid = Este código vale
link-qr-coming = El código está por llegar…
link-code = Código para escribir en el teléfono
link-code-how = En el teléfono: WhatsApp → Dispositivos vinculados → Vincular un dispositivo → Vincular con el número de teléfono, y escribí este código. Se renueva solo.
link-by-number = Vincular con el número de teléfono
link-number = Número de la línea
link-number-hint = El del teléfono que se va a vincular. En lugar de escanear, se escribe ahí un código de ocho letras y números.
link-ask-code = Pedir código
link-do = Mostrar el código QR
link-end = Desvincular
link-end-question = ¿Desvincular el número?
link-end-how = Relevo deja de recibir y de enviar por este número hasta que alguien lo vincule otra vez con un código. Lo que haya que enviar queda guardado y sale en orden después.
link-end-do = Desvincular el número
line-restart-question = ¿Reiniciar el bot de esta línea?
line-restart-how = Termina lo que está enviando, se arma de nuevo desde lo guardado y se vuelve a conectar con WhatsApp. Tarda unos segundos. No se pierde ningún caso ni mensaje, y no hace falta vincular el número otra vez.
line-restart-do = Reiniciar ahora
# What waits to be sent.
outbox-title = Bandeja de salida
outbox-none = No espera ningún mensaje.
outbox-waiting = { $n ->
    [one] Un mensaje espera para salir, desde { $since }, en { $chats } chat.
   *[other] { $n } mensajes esperan para salir, a { $chats } chats; el más viejo, de { $since }.
}
outbox-down = Esperan porque la línea no está conectada: salen solos y en orden cuando vuelva.
outbox-off = Esperan porque la línea está fuera de servicio: salen si la activás de nuevo.
outbox-retry = { $n ->
    [one] Uno no pudo salir: se prueba otra vez a las { $at }. { $why }
   *[other] { $n } no pudieron salir: el primero se prueba otra vez a las { $at }. { $why }
}
outbox-held = { $n ->
    [one] Uno espera el tiempo para deshacer.
   *[other] { $n } esperan el tiempo para deshacer.
}
outbox-pace = Salen al ritmo de la línea: { $name } por segundo, en orden dentro de cada chat.
# Messages that did not leave, many at once.
letters-count = { $n ->
    [one] un mensaje
   *[other] { $n } mensajes
}
letters-all = Todos los de esta línea
letters-for = Para { $name }
letters-unsaid = No se dijo por qué.
letters-retry-all = Reintentar todos
letters-drop-all = Descartar todos
letters-drop-question = { $n ->
    [one] ¿Descartar un mensaje?
   *[other] ¿Descartar { $n } mensajes?
}
letters-drop-how = No van a salir nunca, y en sus casos queda escrito que no salieron. No se puede deshacer. Se descartan hasta 100 por vez.
flash-letters-retried = Salen de nuevo: { $name }. Si alguno falla otra vez, vuelve a esta lista.
flash-letters-dropped = Quedaron descartados: { $name }.
flash-wait-letters-retried = Salen de nuevo: { $name }. Quedan más: cuando salgan estos, apretá otra vez.
flash-wait-letters-dropped = Quedaron descartados: { $name }. Quedan más: apretá otra vez.
# Adding and changing a line.
lines-new = Agregar línea
lines-new-how = Cada línea es un número de WhatsApp de la empresa, con sus propios grupos y agentes.
lines-kind = Tipo de conexión
lines-data = Conexión
lines-about = Cómo funciona
lines-about-simulator = Un WhatsApp de mentira, dentro de Relevo: sirve para probar y para enseñar. No hace falta ningún teléfono, y nada sale de acá.
lines-about-evolution = Evolution API es un programa que se instala en un servidor y habla con WhatsApp. Relevo prueba la conexión antes de guardar nada, crea la instancia si no existe, y le pide que avise de cada mensaje. Después se vincula el número con un código.
lines-add = Probar y agregar
lines-keep = Probar y guardar
lines-cancel = Cancelar
lines-one = Ajustes de la línea
lines-name = Nombre de la línea
lines-name-hint = Como le dicen en la empresa: «Ventas», «Soporte Córdoba».
lines-name-long = Acortá el nombre: hasta 60 letras, en un renglón.
lines-name-taken = Ya hay una línea con ese nombre: poné otro.
lines-url = Dirección del servidor
lines-url-hint = Como https://evolution.miempresa.com o http://192.168.1.4:8080
lines-url-unreadable = No parece una dirección: copiala del navegador, con el puerto si tiene.
lines-url-scheme = Tiene que empezar con https:// o http://
lines-url-credentials = Sacá el usuario y la contraseña de la dirección: la clave va en su propio campo.
lines-url-query = Sacá lo que viene después de ? o #.
lines-url-forbidden = Esa dirección no es de un servidor: es de uso interno de la red.
lines-no-host = No existe ningún servidor llamado «{ $name }». ¿Está bien escrito?
lines-closed = En «{ $name }» nadie atiende ese puerto. Revisá el puerto, y que Evolution API esté encendido.
lines-slow = «{ $name }» no contestó a tiempo. Revisá que esté encendido y que un cortafuegos no lo tape.
lines-unreachable = No se puede llegar a «{ $name }», o corta la conexión. Revisá que el servidor esté encendido.
lines-tls = La conexión segura con «{ $name }» no sale: el certificado venció o es de otro nombre, o el servidor no usa https. Renovalo, o probá con http:// si está en tu red.
lines-moved = «{ $name }» manda a otra dirección. Probá con https://, o con la dirección a la que lleva.
lines-not-evolution = En «{ $name }» contesta otra cosa, no Evolution API. Revisá el puerto y la dirección.
lines-too-old = Ese servidor tiene la versión { $name } y Relevo necesita la { $oldest } o una más nueva: actualizalo.
lines-said = La prueba no salió. { $name }
lines-cannot-report = Ese servidor está en otra máquina y no puede llegar a { $name }, que es como Relevo se llama a sí mismo. Poné en RELEVO_PUBLIC_URL la dirección con la que lo ven desde afuera y reiniciá Relevo.
lines-key = Clave de la API
lines-key-hint = La global (AUTHENTICATION_API_KEY) si la instancia no existe todavía; si existe, también sirve la suya.
lines-key-keep = Está guardada y no se muestra. Dejala vacía para no cambiarla.
lines-key-again = Cambiaste la dirección: escribí la clave otra vez, así no se le manda a otro servidor la de antes.
lines-key-wrong = Una clave no lleva espacios ni acentos: copiala entera.
lines-key-refused = El servidor no acepta esta clave para esta instancia. Usá la global (AUTHENTICATION_API_KEY), o la de la instancia si ya existe.
lines-instance = Nombre de la instancia
lines-instance-hint = Una instancia es un número dentro del servidor. Si no existe, la creamos.
lines-instance-wrong = Usá letras, números y guiones, sin / \ ? # %
lines-instance-kind = Esa instancia no es de WhatsApp Web (Baileys): usá otra, o un nombre nuevo.
lines-instance-taken = Esa instancia ya es de la línea { $name }.
lines-instance-number = Esa instancia está vinculada a { $name }, y esta línea es otro número. Para otro número, agregá otra línea.
lines-warned = Antes de seguir, leé lo que está marcado. Si está bien así, apretá otra vez.
lines-warn-plain = Va por internet sin cifrar: cualquiera en el camino puede leer la clave y los mensajes. Mejor https://
lines-warn-reports = Esta instancia le avisa hoy a { $name }. Si seguís, le avisa a Relevo y aquel programa deja de recibir.
lines-settings-how = El ritmo evita que WhatsApp bloquee el número: no lo subas sin necesidad.
lines-marks-how = Lo que ve el agente en su grupo personal.
lines-read-how = Los tildes azules en el teléfono del cliente.
lines-end = Sacar de servicio
lines-end-how = La línea deja de recibir y de enviar. No se borra nada: sus casos se siguen leyendo, lo que espera para salir queda guardado, y se puede activar de nuevo cuando quieras.
lines-end-question = ¿Sacar esta línea de servicio?
lines-end-do = Desactivar la línea
lines-busy = { $n ->
    [one] Tiene un caso abierto: hay que cerrarlo primero.
   *[other] Tiene { $n } casos abiertos: hay que cerrarlos primero.
}
lines-busy-see = Ver los casos
lines-is-off = Fuera de servicio
lines-begin = Activar la línea
flash-line-added = Agregamos la línea { $name }. Si hace falta vincular el número, el código aparece acá.
flash-line-renamed = Guardamos los datos de la línea { $name }.
flash-line-reconnected = Guardamos la conexión de { $name } y ya la usa. No se perdió nada.
flash-line-ended = La línea { $name } quedó fuera de servicio.
flash-line-begun = La línea { $name } está otra vez en servicio.
flash-bad-line-busy = La línea { $name } tiene casos abiertos: hay que cerrarlos primero.
flash-line-linked = La línea { $name } está conectada.
flash-line-unlinked = El número de { $name } quedó desvinculado.
flash-wait-line-qr = La línea { $name } espera que vinculen el número: escaneá el código.
flash-wait-line-connecting = La línea { $name } se está conectando. Esta página muestra cómo sigue.
flash-wait-line-code = Pedimos el código de { $name }: escribilo en el teléfono antes de que venza.
flash-wait-line-code-coming = Pedimos el código de { $name }: aparece acá en unos segundos.
flash-bad-line-no-code = El servidor de { $name } no dio un código para ese número. Escaneá el código QR, o probá de nuevo en un minuto.
flash-bad-line-stays-down = La línea { $name } sigue desconectada. Probá otra vez en un minuto; si no vuelve, revisá el servidor.
flash-bad-line-silent = El servidor de { $name } no contestó. Relevo lo sigue probando cada 15 segundos; revisá que esté encendido.
flash-bad-line-restart = La línea { $name } no pudo leer lo guardado. Probá otra vez en un minuto; si no vuelve, reiniciá Relevo.
# The simulator's way of linking.
sim-unlink = Cerrar la sesión de la línea
sim-unlinked = La línea no está vinculada.
sim-unlinked-how = En Ajustes → Líneas está el código. Hacé de cuenta que este es el teléfono de la línea: escaneá el código, o escribí el de ocho letras.
sim-scan = Escanear el código
sim-code = Código de ocho letras
sim-type-code = Vincular con el código
flash-wait-sim-unlinked = La línea quedó sin vincular. El código para vincularla está en Ajustes → Líneas.
flash-sim-linked = Listo: la línea está vinculada.
flash-bad-sim-code = Ese código no es el de ahora: mirá en Ajustes → Líneas, puede haberse renovado.

## Groups and agents

# Groups and agents: on WhatsApp

refused-has-cases = { $agent } tiene casos abiertos: primero hay que cerrarlos o pasarlos.
refused-tickets-wait = { $count ->
    [one] En ese grupo espera { $count } caso
   *[other] En ese grupo esperan { $count } casos
}: primero hay que tomarlos, pasarlos o cerrarlos.
slot-retired-here = ⏸ Este grupo ya no recibe casos nuevos. No hace falta que hagas nada: si vuelve a hacer falta, se usa este mismo.
slot-revived-here = ▶️ Este grupo vuelve a recibir casos.
group-retired-here = ⏸ En este grupo ya no se anuncian casos nuevos. Los que ya tomaste siguen en tus grupos personales.
group-revived-here = ▶️ En este grupo se vuelven a anunciar casos.
not-registered-here = { $agent }, falta tu LISTO: lo que escribas acá no le llega al cliente. Buscá en el grupo principal el mensaje 👋 con tu nombre y respondelo citándolo con LISTO.

# Groups and agents: what is being done

job-rename = Cambiando el nombre de { $name }
job-invite = Mandando el enlace a { $name }
job-leave = Sacando a { $name } de los grupos
job-retire = Retirando un grupo personal de { $name }
job-fewer = { $n ->
    [one] Dejarlo con { $n } grupo
   *[other] Dejarlo con { $n } grupos
}
job-hint-again = A las { $name } se prueba otra vez. Podés cerrar esta página: sigue solo.
job-adopt-not-admin = La línea está en ese grupo pero no lo administra, y así no puede sumar ni sacar a nadie. Hacela administradora en WhatsApp y probá de nuevo.
job-group-not-found = La línea no está en ese grupo. Sumala desde WhatsApp y probá de nuevo.
job-not-admin = La línea no administra ese grupo, así que no puede cambiar quién está. Hacela administradora en WhatsApp y probá de nuevo.
job-cannot-change = La conexión de esta línea no permite cambiar grupos: hacelo a mano en WhatsApp y abandoná esto.
step-rename = Llamarlo «{ $name }»
step-invite = Mandar el enlace de { $name }
step-drop = Sacar de { $name }
step-retire = Avisar en «{ $name }» que ya no recibe casos
step-revive = Volver a usar «{ $name }»
step-close = Salir de «{ $name }»

# Groups and agents: who is where

member-left = Salió del grupo
member-left-note = Ya no está en el grupo de WhatsApp: ahí no ve los avisos.
member-in = En el grupo
member-role-member = miembro
member-role-admin = administra
member-invite-again = Mandar el enlace otra vez
member-drop = Sacar

# Groups

groups-speciality = Especialidad
groups-speciality-hint = Qué saben mejor: «Facturas y pagos». Puede quedar vacía.
groups-speciality-example = Facturas y pagos
groups-shift = Turno
groups-shift-hint = Cuándo atienden: «mañana». Puede quedar vacío.
groups-name-more-hint = Si lo dejás vacío se arma con la especialidad o el turno: «{ $name }».
groups-create-more = Crear el grupo
groups-suggest-more-support = 🎫 { $name } - { $company }
groups-suggest-more-sales = 💰 { $name } - { $company }
groups-suggest-more-supervisor = 👔 { $name } - { $company }
groups-more = Agregar otro grupo
groups-more-how = Cuando uno solo no alcanza: otro del mismo tipo, con su especialidad o su turno. Cada caso nuevo va al que menos recibió.
groups-kind = Tipo
groups-retired = Grupos retirados
groups-retired-how = Ya no reciben casos. La línea sigue en ellos: se pueden volver a usar.
groups-retired-since = { $kind }, retirado: { $when }
groups-revive = Volver a usar
groups-given-up-how = Este grupo no llegó a crearse. Podés probar otra vez (si en realidad se creó, Relevo lo encuentra y usa ese) u olvidarlo.
groups-create-again = Probar otra vez
groups-forget = Olvidarlo
groups-link = Enlace para entrar al grupo
groups-link-hint = Ya se lo mandamos por WhatsApp. También podés copiarlo y pasarlo vos.
groups-edit = Nombre, especialidad y turno
groups-save = Guardar cambios
groups-retire = Retirar este grupo
groups-retire-title = ¿Retirar «{ $name }»?
groups-retire-what = No se anuncian más casos ahí y el grupo se entera. Los casos que ya se tomaron siguen como están. El grupo de WhatsApp no se borra y la línea se queda: podés volver a usarlo cuando quieras.
groups-retire-only = Es el único de su tipo: los casos van a los otros grupos, y si no hay ninguno esperan.
groups-retire-only-supervisor = Sin él, las alertas llegan a los grupos principales.
groups-retire-do = Retirar el grupo
groups-retire-waits = { $n ->
    [one] Ahí espera { $n } caso que nadie tomó.
   *[other] Ahí esperan { $n } casos que nadie tomó.
} Para retirar el grupo, primero hay que tomarlos, pasarlos a otro o cerrarlos.
groups-retire-see = Ver los casos
groups-drop-title = ¿Sacar a { $agent } de «{ $group }»?
groups-drop-what = Sale también del grupo de WhatsApp y deja de ver los avisos. Sus casos abiertos y sus grupos personales siguen como están.
groups-drop = Sacar del grupo
groups-adopt-list = Elegir entre los grupos en los que está la línea
groups-adopt-which = Grupo de WhatsApp
groups-adopt-hint = La línea tiene que administrarlo, para poder sumar a los agentes.
groups-adopt-none = La línea no está en ningún otro grupo. Sumala a uno desde WhatsApp, hacela administradora y actualizá esta página.
groups-adopt-not-told = No pudimos traer la lista de grupos. Probá en un rato, o escribí el identificador.
flash-group-edited = Guardamos los cambios de { $name }. Si cambió el nombre, se cambia también en WhatsApp.
flash-group-forgotten = Listo, quedó olvidado.
flash-group-retired = Listo: en ese grupo ya no se anuncian casos.
flash-group-revived = Listo: en ese grupo se vuelven a anunciar casos.
flash-bad-group-tickets = No se retiró: en ese grupo hay casos que nadie tomó. Primero hay que tomarlos, pasarlos o cerrarlos.
flash-wait-agent-dropped = Estamos sacando a la persona del grupo, también en WhatsApp.
flash-agent-invited = Le mandamos el enlace por WhatsApp. También va a aparecer acá para copiarlo.

# Agents

agent-slot-link = No se le pudo sumar: enlace para entrar a este grupo
agent-undo = Deshacer el registro
agent-undo-hint = Si esa cuenta no es de esta persona, deshacelo: deja de poder tomar casos hasta un LISTO nuevo.
agent-undo-title = ¿Deshacer el registro de { $name }?
agent-undo-what = Desde ahora nadie toma casos con este nombre ni le escribe a un cliente desde sus grupos. Le pedimos el LISTO otra vez en el grupo principal. Si había respondido otra persona, sacala antes del grupo.
agent-undo-cases = Mientras tanto sus casos abiertos siguen acá, pero lo que escriba no le llega a nadie.
agent-delete = Borrar agente
agent-delete-hint = Para quien ya no atiende. Si es por un tiempo, alcanza con ponerlo Inactivo.
agent-delete-open = Borrar agente…
agent-delete-title = ¿Borrar a { $name }?
agent-delete-what = Sale de los grupos principales y de sus grupos personales, también en WhatsApp. El historial conserva su nombre y sus casos. El número se puede agregar otra vez más adelante, como agente nuevo.
agent-delete-do = Borrar agente
agent-delete-cases = Tiene estos casos abiertos:
agent-delete-to = Sus casos pasan a
agent-delete-to-hint = Con la conversación y las notas. El cliente no se entera, y lo que escriba mientras tanto llega igual.
agent-delete-pending = Su grupo principal, otra vez pendientes
flash-bad-agent-handover = No se pudieron pasar todos los casos de { $name }: quizás no alcanzan los grupos libres. Quedó Inactivo y no recibe casos nuevos; pasá los que faltan y borralo de nuevo.
flash-wait-agent-unbound = Deshicimos el registro y le pedimos el LISTO otra vez. Hasta entonces no puede tomar casos.
flash-wait-agent-deleted = Borramos a { $name }. Lo estamos sacando de los grupos: mirá el avance acá abajo.
flash-bad-agent-cases = No se borró: tiene casos abiertos. Están abajo, en sus grupos personales.
panel-back = Volver
