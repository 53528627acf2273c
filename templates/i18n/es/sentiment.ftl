# How customers feel: what is said of it in chats, on the pages of cases, and on the page of settings.

# --- WhatsApp ---
case-summary = 📝 _{ $text }_

# --- Cases ---
ticket-mood-why = Palabras que pesaron
ticket-summary = De qué se trata
event-mood-angry = El cliente está enojado
event-mood-neutral = El cliente está más tranquilo
event-mood-happy = El cliente está contento
event-summary = Resumen: { $name }
console-mood-angry = { $customer }: está enojado
console-mood-neutral = { $customer }: más tranquilo
console-mood-happy = { $customer }: está contento

# --- Ajustes / Integraciones ---
menu-integrations = Integraciones
integrations-intro = Cómo se lee el ánimo de los clientes, y el modelo de lenguaje que puede ayudar con eso. Vale desde que se guarda.
integrations-mood = Ánimo del cliente
integrations-reader = Quién lee el ánimo
integrations-reader-rules = Las reglas de Relevo: en español, portugués e inglés, sin que nada salga de acá
integrations-reader-endpoint = Un modelo de lenguaje, y las reglas hasta que responda o si no responde
integrations-reader-off = Nadie: todos los casos quedan en Neutro y ninguno es urgente por el ánimo
integrations-model-title = Modelo de lenguaje
integrations-privacy = Al modelo se le manda solo lo que escribió el cliente, sin su nombre ni su número; los números largos que haya escrito se tapan. Ningún caso espera al modelo.
integrations-url = Dirección
integrations-url-how = Con http o https, hasta antes de /chat/completions. Por ejemplo, https://api.openai.com/v1
integrations-url-missing = Falta la dirección del modelo.
integrations-url-odd = Escribí una dirección que empiece con http:// o https://, sin usuario, clave ni signos de pregunta.
integrations-url-plain = Con http lo que se manda viaja sin cifrar: usalo solo dentro de tu red.
integrations-model = Modelo
integrations-model-how = El nombre con que lo conoce el servidor. Por ejemplo, gpt-4o-mini
integrations-model-missing = Falta el nombre del modelo.
integrations-model-odd = Usá un nombre de hasta 100 letras, en un solo renglón.
integrations-key = Clave
integrations-key-kept = Hay una clave guardada, cifrada, que no se vuelve a mostrar. Dejalo vacío para conservarla.
integrations-key-none = La que dio el servidor. Se guarda cifrada y no se vuelve a mostrar. Puede quedar vacía si el servidor no pide una.
integrations-key-odd = La clave no lleva espacios ni acentos: copiala de nuevo, entera.
integrations-key-again = La dirección es de otro servidor: escribí la clave de ese servidor, o marcá que no lleva clave.
integrations-key-drop = Sin clave: olvidar la guardada
integrations-key-refused = El servidor no acepta la clave: revisala, o pedí otra.
integrations-timeout = Plazo, en milisegundos
integrations-timeout-how = Entre 500 y 60000. Si no responde en ese tiempo, quedan las reglas.
integrations-timeout-odd = Escribí un número entre 500 y 60000.
integrations-summaries = Pedirle también un resumen de un renglón
integrations-summaries-how = Aparece cuando un agente toma el caso, en /info, en los avisos por demora y en el panel. Solo cuando lee el modelo.
integrations-probe = Probar
integrations-probe-how = Probar le manda al modelo este texto, con lo que está en el formulario, sin guardar nada:
integrations-sample = Hace tres días que estoy sin internet y nadie me responde. Una vergüenza.
integrations-answered = El modelo respondió: { $mood }.
integrations-answered-line = El modelo respondió: { $mood }. Resumen: { $line }
integrations-silent = Nadie responde en esa dirección: revisala, y que el servidor esté encendido.
integrations-not-there = El servidor responde, pero ahí no hay un modelo: la dirección suele terminar en /v1.
integrations-late = No respondió a tiempo: dale más plazo, o elegí un modelo más rápido.
integrations-refused = El servidor respondió con el error { $name }: revisá el nombre del modelo.
integrations-nonsense = El modelo respondió otra cosa que lo pedido: probá con un modelo más capaz.
flash-integrations-saved = Guardamos cómo se lee el ánimo en la línea { $name }. Vale desde ahora.
