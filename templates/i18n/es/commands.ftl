# Commands in WhatsApp, and what comes after a case: on WhatsApp first, then in the panel.

## What can be written, a line for each command

command-info = */info*: todo lo que se sabe del cliente y del caso, con las notas
command-cliente = */cliente mensaje*: le manda ese mensaje tal cual, aunque empiece con /
command-r = */r clave*: manda la respuesta rápida de esa clave; */r* sola las muestra
command-nota = */nota texto*: guarda una nota interna; el cliente no la ve
command-transferir = */transferir Juan motivo*: le pasa el caso a otro agente, a un grupo o a un departamento
command-devolver = */devolver motivo*: el caso vuelve a esperar en el grupo principal
command-escalar = */escalar motivo*: avisa a supervisión; el caso sigue con vos
command-fin = */fin motivo*: cierra el caso, le avisa al cliente y libera el grupo
command-estado = */estado*: cuántos casos esperan y cuántos se atienden ahora
command-agentes = */agentes*: quién está y con cuántos grupos libres
command-bloquear = */bloquear motivo*: cierra el caso sin avisarle al cliente y no se lo escucha más
command-asignar = */asignar #12 nombre*: le da un caso a un agente (citando el aviso, sin el número)
command-desbloquear = */desbloquear número*: se vuelve a escuchar a ese cliente
command-ayuda = */ayuda*: esta lista
help-supervisor-title = *Qué podés escribir acá*

## Answers in a personal group

nothing-to-note = Falta la nota. Escribila después del comando, por ejemplo: /nota Llama mañana a las 9
no-destination = Falta a quién pasarle el caso. Puede ser un agente, un grupo, o Soporte o Ventas:
unknown-destination = No encontré a «{ $word }», así que el caso sigue acá. Están:
many-destinations = Hay más de un «{ $word }», así que el caso sigue acá. ¿Cuál es?
destination-how = Por ejemplo: /transferir { $agent } y, si querés, el motivo.
help-asked = 🙋 *Caso #{ $ticket }*: ya salió el aviso a supervisión. El caso sigue con vos.
why-close = Falta el motivo, así que el caso sigue abierto.
why-close-how = Cerralo con el número o con tus palabras, por ejemplo: /fin 1
why-close-free = Escribilo después del comando, por ejemplo: /fin Era el cable
info-notes = *Notas*
info-note-line = • { $who }: «{ $text }»
silence-told = ⏳ *Caso #{ $ticket }*: el cliente no contesta hace { $silent }. Ya le avisamos: si no escribe, en { $length } el caso se cierra solo.

## The queue and the team

queue-title = 📋 *Cómo está la cola*
queue-empty = • { $group }: nadie espera
queue-group = • { $group }: { $count ->
    [one] un caso espera
   *[other] { $count } casos esperan
}; el que más, el #{ $ticket }, hace { $length }.
queue-urgent = { $count ->
    [one] 🔴 Uno es urgente.
   *[other] 🔴 { $count } son urgentes.
}
queue-attended = En atención: { $count }
team-title = 👥 *Quién está*
team-none = Todavía no hay agentes.
team-free = • { $agent }: { $free ->
    [one] un grupo libre
   *[other] { $free } grupos libres
}, { $busy ->
    [0] sin casos
    [one] un caso
   *[other] { $busy } casos
}
team-full = • { $agent }: sin lugar, { $busy ->
    [0] sin grupos listos
    [one] un caso
   *[other] { $busy } casos
}
team-off-shift = • { $agent }: fuera de turno
team-inactive = • { $agent }: inactivo
team-unregistered = • { $agent }: le falta responder LISTO

## To a customer

ask-rating = ¿Cómo te atendimos? Respondé con un número del 1 (muy mal) al 5 (muy bien).
ask-comment = ¡Gracias! Si querés, contanos por qué: tu próximo mensaje queda como comentario, y el que le siga abre un caso nuevo.
rating-thanks = ¡Gracias por contarnos! Si necesitás algo más, escribinos y te atendemos.
silence-warning = ¿Seguís ahí? Si no nos escribís, en { $length } cerramos tu caso #{ $ticket }. Si ya está resuelto, no hace falta que hagas nada.

## Reasons that are offered, a line for each

close-reasons-usual =
    Solucionado
    Consulta respondida
    Se envió un técnico
    Venta concretada
    Sin respuesta
    No correspondía
close-reason-silence = Sin respuesta

## Help in the panel

help-nota-as = nota texto
help-nota = Guarda una nota interna: queda en el historial y en /info, y el cliente nunca la ve.
help-transferir-as = transferir destino motivo
help-transferir = Le pasa el caso a otro agente (alcanza con una parte del nombre), a un grupo principal, o a Soporte o Ventas, con toda la conversación y las notas.
help-devolver-as = devolver motivo
help-devolver = El caso vuelve a esperar en el grupo principal, para quien lo tome.
help-escalar-as = escalar motivo
help-escalar = Avisa a supervisión. El caso sigue donde está.
help-estado-as = estado
help-estado = Cuántos casos esperan en cada grupo y desde cuándo, y cuántos se están atendiendo. También en los grupos principales y en el de Supervisor.
help-agentes-as = agentes
help-agentes = Quién está, con grupos libres y ocupados, y a quién le falta registrarse. También en los grupos principales y en el de Supervisor.

## Events and news

event-rated = El cliente calificó con { $rating } de 5
event-silence = El cliente no contesta: se le avisó que el caso se cierra
console-rated = { $customer }: calificó con { $rating } de 5
console-silence = { $customer }: no contesta, se le avisó que el caso se cierra

## Ajustes → Cierre de casos

menu-closing = Cierre de casos
closing-intro = Cómo terminan los casos de la línea, y qué pasa después. Vale desde que se guarda.
closing-texts = Los textos que recibe el cliente se cambian en Mensajes.
closing-why = Motivos
closing-reasons = Motivos de cierre, uno por renglón
closing-reasons-how = Con /fin alcanza el número, el comienzo o una palabra parecida: así las estadísticas los juntan. Si el motivo no está en la lista, queda como se escribió.
closing-reason-odd = Cada motivo lleva palabras: un número solo se confunde con su lugar en la lista.
closing-reason-long = Cada motivo puede tener hasta 60 letras.
closing-reasons-many = La lista puede tener hasta 20 motivos.
closing-required = El motivo es obligatorio
closing-required-how = Con /fin solo, el caso sigue abierto y Relevo muestra la lista.
closing-csat = Calificación
closing-rating = Preguntarle al cliente cómo lo atendieron, del 1 al 5
closing-rating-how = Después de la despedida, cuando un agente atendió el caso. La respuesta no abre un caso nuevo.
closing-comment = Invitarlo a contar por qué
closing-comment-how = Lo que escriba en los 10 minutos siguientes queda como comentario.
closing-window = Cuántas horas vale la respuesta
closing-window-how = Después, un número es un mensaje como cualquier otro.
closing-every = Días sin volver a preguntarle al mismo cliente
closing-every-how = 0: después de cada caso.
closing-silent = Clientes que no contestan
closing-silence = Horas sin respuesta hasta avisarle
closing-silence-how = Desde el último mensaje del agente. 0: nunca. Nunca se le avisa a quien espera una respuesta.
closing-close = Horas desde el aviso hasta cerrar
closing-close-how = Si el cliente escribe antes, el caso sigue.
closing-meanwhile = Mientras se atiende
closing-named = Mostrarle al cliente quién le escribe cuando cambia
closing-named-how = Por ejemplo, cuando un supervisor se suma al grupo personal y contesta.
closing-number = Escribí un número entero entre { $from } y { $to }.
flash-closing-saved = Guardamos el cierre de casos de la línea { $name }. Vale desde ahora.
ticket-rating = Calificación
rating-of-five = { $rating } de 5
kpi-rating = Calificación hoy
kpi-rating-note = { $n ->
    [0] todavía nadie contestó
    [one] una respuesta
   *[other] { $n } respuestas
}
rules-claiming = Tomar casos
rules-reaction = También con ✋
rules-reaction-how = Un agente que reacciona con ✋ al aviso toma el caso, igual que si lo respondiera citando.
rules-default-hours = Vacío: { $hours ->
    [one] 1 hora
   *[other] { $hours } horas
}, como en la línea.
