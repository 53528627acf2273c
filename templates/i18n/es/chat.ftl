# What Relevo says on WhatsApp. *bold* and _italic_ are WhatsApp's marks.
# Whatever comes from people ($customer, $text, $reason …) arrives here already made safe.

## Words

department-support = Soporte
department-sales = Ventas
mood-happy = Contento
mood-neutral = Neutro
mood-angry = Enojado
customer-unnamed = Cliente sin nombre
number-hidden = número oculto
cases-before = { $count ->
    [0] primer caso
    [one] { $count } caso antes
   *[other] { $count } casos antes
}
and-more = … y { $count } más

## Times

length-moment = menos de 1 min
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
length-days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}
length-days-hours = { $days ->
    [one] { $days } día { $hours } h
   *[other] { $days } días { $hours } h
}
ago-now = recién
ago = hace { $length }
when-today = hoy { $time }
when-yesterday = ayer { $time }
when-this-year = { $day } de { $month }
when-other-year = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## To a customer

menu-hello-name = ¡Hola, { $name }! Gracias por escribir a { $company }.
menu-hello = ¡Hola! Gracias por escribir a { $company }.
menu-question = ¿Con quién querés hablar? Respondé con el número:
menu-again = No llegamos a entenderte. Respondé con el número:
menu-options =
    1. Soporte
    2. Ventas
placed-support = Listo, ya avisamos a Soporte: tu caso es el #{ $ticket }. Contanos qué pasa mientras tanto.
placed-sales = Listo, ya avisamos a Ventas: tu caso es el #{ $ticket }. Contanos qué buscás mientras tanto.
kept-for-later = Recibimos tu mensaje y queda guardado. Todavía no hay nadie para atenderte: te respondemos por acá apenas podamos.
goodbye = Cerramos tu caso #{ $ticket }. ¡Gracias por escribirnos! Si necesitás algo más, escribinos por acá.
kind-not-carried = Ese tipo de mensaje no le llega a quien te atiende. ¿Lo mandás como texto, foto o audio?
file-not-carried = No pudimos abrir este archivo. ¿Lo mandás de nuevo?

## In a main group

announcement-title = 🎫 *Caso #{ $ticket }* · { $department }
announcement-title-urgent = 🔴 *URGENTE · Caso #{ $ticket }* · { $department }
announcement-customer = { $customer }, { $number }
announcement-opening = «{ $text }»
announcement-wordless = (todavía sin texto: lo que mandó se ve al tomar el caso)
announcement-state = { $mood } · { $ago } · { $before }
announcement-how = _Respondé citando este mensaje para tomarlo_
addition = 💬 *Caso #{ $ticket }*: { $customer } mandó { $count ->
    [one] un mensaje más
   *[other] { $count } mensajes más
}
addition-latest = Lo último: «{ $text }»
assigned = ✅ Caso #{ $ticket } asignado a { $agent } → { $slot }
assigned-by = ✅ { $by } le asignó el caso #{ $ticket } a { $agent } → { $slot }
announcement-had = Lo tuvo { $from }.
announcement-had-reason = Lo tuvo { $from }: «{ $reason }»
transferred-in-group = 🔁 Caso #{ $ticket }: { $from } se lo pasó a { $agent } → { $slot }
moved-away = ➡️ { $by } pasó el caso #{ $ticket } a { $group }: se toma desde ahí.
moved-away-reason = ➡️ { $by } pasó el caso #{ $ticket } a { $group }: «{ $reason }». Se toma desde ahí.
raised-title = 🙋 *{ $by } pide ayuda con el caso #{ $ticket }*
raised-title-urgent = 🔴 *URGENTE · { $by } pide ayuda con el caso #{ $ticket }*
raised-reason = «{ $reason }»
raised-agent = Lo atiende { $agent }, en { $place }. El caso sigue ahí.
raised-pending = Todavía no lo tomó nadie: espera en { $place }.
raised-since = Caso abierto hace { $length }.
closed-in-group = 🏁 Caso #{ $ticket } cerrado por { $agent }
closed-in-group-reason = 🏁 Caso #{ $ticket } cerrado por { $agent }: «{ $reason }»
ask-ready =
    👋 { $agent } ({ $number }): para empezar a tomar casos, respondé *citando este mensaje* con *LISTO*.
    Escribilo desde ese número: así sabemos que sos vos.
registered = ✅ Listo, { $agent }: ya está tu registro. { $slots ->
    [0] Cuando estén tus grupos personales vas a poder tomar casos.
    [one] Podés atender un caso a la vez, en tu grupo personal.
   *[other] Podés atender hasta { $slots } casos a la vez, cada uno en un grupo personal.
}
registered-how = Para tomar uno, respondé citando su aviso.
reminder-one = ⏰ *El caso #{ $ticket } espera hace { $length } y nadie lo tomó*
reminder-one-urgent = 🔴 *URGENTE · El caso #{ $ticket } espera hace { $length } y nadie lo tomó*
reminder-many = ⏰ *{ $count } casos esperan y nadie los tomó*
reminder-how = _Para tomarlo, respondé citando su aviso_
reminder-how-many = _Para tomar uno, respondé citando su aviso_
overdue-line = • *#{ $ticket }* · { $customer } · { $department } · { $mood } · hace { $length }
overdue-line-urgent = • 🔴 *#{ $ticket }* · { $customer } · { $department } · { $mood } · hace { $length }
overdue-detail = { $department } · { $mood } · avisado en { $group }
alert-free = Con lugar ahora: { $agents }
alert-free-agent = { $agent } ({ $free ->
    [one] { $free } grupo libre
   *[other] { $free } grupos libres
})
alert-nobody = Nadie tiene un grupo libre ahora. Se libera uno al cerrar un caso con /fin; también podés sumar agentes o grupos desde el panel.
alert-how = _Para tomarlo, hay que responder citando su aviso en { $group }_
alert-how-many = _Para tomar uno, hay que responder citando su aviso en el grupo donde salió_

## In a personal group

header-title = *Caso #{ $ticket } · { $customer }*
header-title-urgent = 🔴 *URGENTE · Caso #{ $ticket } · { $customer }*
header-facts = { $number } · { $department } · { $mood }
header-wait = Esperó { $length } · { $before }
header-how = _Lo que escribas acá le llega al cliente. /fin para cerrar, /ayuda para el resto._
info-opened = Abierto { $when }
info-times = Esperó { $waited } · en atención hace { $attended }
info-recent = *Casos anteriores*
info-recent-line = • #{ $ticket }, { $when }: «{ $reason }»
info-recent-line-plain = • #{ $ticket }, { $when }
case-closed = ✅ Caso #{ $ticket } cerrado.
case-closed-reason = ✅ Caso #{ $ticket } cerrado: «{ $reason }».
case-closed-after = El cliente ya tiene el aviso y este grupo queda libre.
case-left = 🔁 El caso #{ $ticket } pasó a { $to } (lo decidió { $by }).
case-left-reason = 🔁 El caso #{ $ticket } pasó a { $to }: «{ $reason }» (lo decidió { $by }).
case-left-after = Lo que escribas acá ya no le llega al cliente: este grupo queda libre.
continued-from = 🔁 Viene de { $from }. Lo que sigue es lo conversado hasta ahora.
continued-from-reason = 🔁 Viene de { $from }: «{ $reason }». Lo que sigue es lo conversado hasta ahora.
continued = 🔁 Este caso ya se atendió antes. Lo que sigue es lo conversado hasta ahora.
note-shown = 📝 *Nota de { $who }* (no la ve el cliente)
no-case = No hay un caso activo en este grupo
no-case-how = Para tomar uno, respondé citando un aviso en el grupo principal.
help-title = *Qué podés escribir acá*
help-rest = Todo lo que no empieza con / le llega al cliente.
help-group-title = *Cómo tomar un caso*
help-group =
    Respondé *citando el aviso* (🎫 o 🔴) con cualquier texto. El caso se abre en tu primer grupo personal libre, con todo lo que escribió el cliente.
    La primera vez, respondé con *LISTO* citando el mensaje que lleva tu nombre.
help-group-commands = También podés escribir acá:
unknown-command = No existe el comando «/{ $word }», así que no le llegó nada al cliente.
unknown-command-bare = Después de la / falta el comando, así que no le llegó nada al cliente.
nothing-to-send = Falta el mensaje. Escribilo después del comando, por ejemplo: /cliente Ya lo reviso
wrong-room = ✋ *No lo envié.* Este grupo es de otro cliente, y tu mensaje nombra a { $customer } (#{ $ticket }, { $slot }).
wrong-room-how = Si va igual, citá tu mensaje y escribí */cliente*. Si no, escribilo en el otro grupo.
edit-not-carried = ✋ La edición no le llegó al cliente: como quedó, es un comando. Del otro lado el mensaje sigue igual.
not-carried-to-customer = ✋ Ese tipo de mensaje no se le puede pasar al cliente. Mandalo como texto, foto o documento.
file-not-carried-to-customer = ✋ No pude pasarle este archivo al cliente; le llegó solamente el aviso de que lo mandaste.
file-not-carried-why = La respuesta fue «{ $why }».
not-delivered = ❌ No le llegó al cliente: «{ $text }»
not-delivered-wordless = ❌ El último envío no le llegó al cliente
not-delivered-why = WhatsApp contestó «{ $why }». Relevo no va a probar más por su cuenta: si todavía hace falta, mandalo de nuevo.
not-delivered-how = Relevo no va a probar más por su cuenta: si todavía hace falta, mandalo de nuevo.

## To an agent who cannot be added to a group

invite =
    Hola, te escribe Relevo, el asistente de { $company }.
    Tu WhatsApp no permite que te agreguemos al grupo «{ $group }». Entrá con este enlace:
    { $link }
invite-without-link = Hola, te escribe Relevo, el asistente de { $company }. Tu WhatsApp no permite que te agreguemos al grupo «{ $group }». Pedile el enlace a quien administra.

## Messages carried over

relay-image = 📷 Foto
relay-video = 🎬 Video
relay-gif = 🎞️ GIF
relay-video-note = 📹 Videomensaje
relay-voice = 🎤 Mensaje de voz
relay-audio = 🎵 Audio
relay-document = 📄 Documento
relay-sticker = 🙂 Sticker
relay-file = { $label }: { $file }
relay-once = 🔒 { $label }, para ver una sola vez
relay-location = 📍 Ubicación
relay-location-live = 📍 Ubicación en tiempo real
relay-location-named = { $label }: { $name }
relay-location-link = { $label } ({ $link })
relay-contacts = 👤 { $count ->
    [0] Contacto
    [one] Contacto: { $names }
   *[other] Contactos: { $names }
}
relay-poll = 📊 Encuesta: { $question }
relay-choice = Eligió: { $title }
relay-unknown = ❔ Mensaje que todavía no se puede mostrar acá ({ $name })
relay-unknown-unnamed = ❔ Mensaje que todavía no se puede mostrar acá
relay-empty = (mensaje sin texto)
relay-replies = ↪ «{ $text }»
relay-edited-mark = _(editado)_
relay-gone = 🚫 _Mensaje eliminado por quien lo escribió_
relay-changed = ✏️ Ahora dice:
relay-deleted = 🚫 Este mensaje fue eliminado por quien lo escribió
relay-reacted = Reaccionó { $emoji } a «{ $text }»
relay-reacted-plain = Reaccionó { $emoji }
relay-file-failed = { $label } (no se pudo pasar el archivo)
relay-file-large = { $label } (el archivo es demasiado grande para pasarlo)
