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
