# Ajustes: texts, canned replies, company.

## Shared

panel-edit = Editar
panel-delete = Eliminar
panel-see = Ver
panel-preview = Así se lee

## General

general-intro = La empresa, tal como la conocen sus clientes, y dónde está. Vale desde que se guarda.
general-who = La empresa
general-company = Nombre de la empresa
general-company-how = Aparece en el saludo a los clientes.
general-company-missing = Falta el nombre de la empresa.
general-company-odd = Usá un nombre de hasta 80 letras, en un solo renglón.
general-country = País
general-country-how = Dos letras, como AR o UY: así se leen los números escritos sin el código del país.
general-country-odd = No hay ningún país con esas letras: escribí dos, como AR, UY o MX.
general-zone = Zona horaria
general-zone-how = Empezá a escribir la ciudad y elegila de la lista.
general-zone-odd = Esa zona no está en la lista: elegí una, como America/Argentina/Buenos_Aires.
general-language = Idioma de los mensajes
general-language-how = Todo lo que Relevo escribe en WhatsApp. El idioma del panel lo elige cada persona.
general-cases = Cómo se abren los casos
general-intake = Cuando escribe alguien sin un caso
general-intake-menu = Se le pregunta con quién quiere hablar
general-intake-direct = Se abre un caso enseguida en el sector de siempre
general-intake-external = No se abre nada: los casos llegan por la API
general-department = Sector de siempre
general-department-how = Para quien no elige uno.
flash-general-saved = Guardamos los datos de la línea { $name }. Valen desde ahora.

## Texts

texts-intro = Lo que Relevo dice en WhatsApp por su cuenta, en el idioma de la línea ({ $name }). Cada texto se puede decir con palabras de la empresa.
texts-groups = Dónde se dicen
texts-to-customer = Al cliente
texts-in-main-group = En el grupo principal
texts-in-personal-group = En el grupo personal
texts-to-supervisors = A supervisión
texts-to-invited = A un agente que falta en un grupo
texts-own = De la empresa
texts-edit = Editar un mensaje
texts-text = Texto
texts-text-how = En { $name }. *negrita* y _cursiva_ como en WhatsApp. Lo que está entre llaves lo completa Relevo.
texts-rule-marked = Tiene que empezar con un emoji o con *negrita* y llevar el número con # en el primer renglón. Así Relevo reconoce a un cliente que lo imita.
texts-rule-options = Tiene que haber un renglón que empiece con 1 (Soporte) y otro que empiece con 2 (Ventas): es lo que contesta el cliente.
texts-rule-ready = Tiene que decir LISTO: es la palabra que registra al agente.
texts-preview-how = Con datos de ejemplo.
texts-preview-none = Primero hay que corregir el texto.
texts-names = Qué puede nombrar
texts-names-none = Nada: este texto se dice siempre igual.
texts-must = no puede faltar
texts-ours = El texto de Relevo
texts-reset = Volver al de Relevo
texts-reset-how = Se pierde el texto de la empresa y se vuelve a decir este:
texts-reset-go = Volver al texto de Relevo
flash-text-kept = Guardamos el mensaje «{ $name }». Se dice así desde ahora.
flash-text-reset = Volvimos al texto de Relevo: «{ $name }».
texts-wrong-at = Renglón { $line }, letra { $column }: { $why }
texts-wrong-empty = Falta el texto. Si no querés decir nada distinto, volvé al de Relevo.
texts-wrong-long = Es demasiado largo: hasta 1500 letras y 20 renglones.
texts-wrong-unreadable = hay una llave que no se abre o no se cierra, o algo entre llaves que no se entiende.
texts-wrong-no-other = a esta elección por número le falta el caso *[other], para todos los demás números.
texts-wrong-unknown = acá no existe «{ $name }»: usá solamente lo que está en la lista, con el signo $.
texts-wrong-missing = Falta { $name }, que en este mensaje no puede faltar: escribilo entre llaves, con el signo $.
texts-wrong-not-allowed = entre llaves solo puede ir algo de la lista.
texts-wrong-not-marked = El primer renglón tiene que empezar con un emoji o con *negrita* y llevar el número con #. Sin eso, un cliente podría imitar este mensaje.
texts-wrong-no-option = Falta un renglón que empiece con { $name }: es lo que contesta el cliente para elegir.
texts-wrong-no-ready = Tiene que decir LISTO: sin esa palabra el agente no sabe con qué registrarse.
texts-fixed = Los que no se cambian
texts-fixed-how = Relevo se apoya en estas palabras, o las usa en otros lugares.
texts-fixed-commands = La lista de comandos
texts-fixed-commands-why = Dice exactamente lo que el programa entiende.
texts-fixed-no-case = «No hay un caso activo en este grupo»
texts-fixed-no-case-why = Por esta frase, tal cual, se descubre a un cliente que la imita para confundir a un agente.
texts-fixed-labels = Los rótulos de lo que se pasa de un lado a otro (📷 Foto, 🎤 Mensaje de voz…)
texts-fixed-labels-why = Dicen qué clase de mensaje llegó, y el historial del panel usa los mismos.
texts-fixed-refusals = Por qué algo no se pudo («El caso #12 ya lo tomó…»)
texts-fixed-refusals-why = El panel y WhatsApp lo explican con las mismas palabras.
texts-fixed-words = Nombres de sectores, estados de ánimo y tiempos (hace 3 min, ayer 9:40)
texts-fixed-words-why = Van dentro de otros textos y en las páginas del panel.
text-name-name = el primer nombre del cliente
text-name-company = el nombre de la empresa
text-name-ticket = el número del caso
text-name-department = el sector: Soporte o Ventas
text-name-customer = el nombre del cliente
text-name-number = el número de WhatsApp
text-name-text = lo que escribió el cliente o el agente
text-name-mood = el ánimo del cliente
text-name-ago = hace cuánto espera
text-name-before = cuántos casos tuvo antes
text-name-count = cuántos son
text-name-agent = el nombre del agente
text-name-slot = el grupo personal donde se atiende
text-name-reason = el motivo del cierre
text-name-slots = cuántos grupos personales tiene el agente
text-name-length = cuánto tiempo
text-name-group = el nombre del grupo
text-name-agents = los agentes con lugar
text-name-free = cuántos grupos libres tiene
text-name-when = cuándo fue
text-name-waited = cuánto esperó
text-name-attended = hace cuánto se atiende
text-name-word = el comando que se escribió
text-name-why = lo que contestó WhatsApp
text-name-link = el enlace para entrar al grupo

## Canned replies

replies-intro = Textos que un agente manda con /r y una clave, en su grupo personal.
replies-list = Las que hay
replies-empty = Todavía no hay respuestas rápidas
replies-empty-how = Escribí la primera: lo que tu equipo contesta todos los días.
replies-add = Agregar una respuesta
replies-edit = Editar /r { $name }
replies-key = Clave
replies-key-how = La palabra que se escribe después de /r. Sin espacios, hasta 30 letras.
replies-key-missing = Falta la clave.
replies-key-odd = Usá una sola palabra de hasta 30 letras, números o guiones.
replies-key-taken = Ya hay una respuesta con esa clave: editá esa, o elegí otra.
replies-full = Ya hay 300 respuestas, y no entran más: eliminá las que nadie usa.
replies-text = Texto de la respuesta
replies-text-how = Podés usar {"{"}nombre{"}"} (el cliente), {"{"}agente{"}"}, {"{"}empresa{"}"} y {"{"}caso{"}"} (el número).
replies-text-missing = Falta el texto.
replies-unknown-word = No existe «{"{"}{ $name }{"}"}»: se puede usar {"{"}nombre{"}"}, {"{"}agente{"}"}, {"{"}empresa{"}"} y {"{"}caso{"}"}.
replies-open-brace = Hay una llave que no se cierra: escribí, por ejemplo, {"{"}nombre{"}"}.
replies-delete = ¿Eliminar /r { $name }?
replies-delete-how = Los agentes ya no la van a poder mandar. Lo que se mandó queda como está.
replies-delete-go = Eliminar respuesta
flash-reply-kept = Guardamos la respuesta /r { $name }. Ya se puede mandar.
flash-reply-dropped = Eliminamos la respuesta /r { $name }.
