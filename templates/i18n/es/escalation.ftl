# Alerts and reminders, what is answered to them, and their rules.

## In the Supervisor group

alert-many = ⚠️ *{ $count } casos necesitan atención*
alert-angry = 🔴 *URGENTE · El cliente del caso #{ $ticket } está enojado*
alert-angry-where = Escribió hace { $length } · avisado en { $group }
alert-unanswered = ⏳ *Caso #{ $ticket }: hace { $length } que el cliente espera la respuesta de { $agent }*
alert-gone = 🚪 *Caso #{ $ticket }: { $agent } salió de su grupo { $place }*
alert-gone-what = Ya no ve lo que escribe el cliente. Pedile que vuelva a entrar (el enlace está en el panel, en Agentes), o pasale el caso a otro.
alert-left = 🚪 *{ $agent } salió de { $group } y tiene el caso #{ $ticket }*
alert-left-what = El caso sigue en { $place }. Si ya no lo va a atender, pasáselo a otro.
alert-line-angry = • 🔴 *#{ $ticket }* · { $customer } · está enojado
alert-line-unanswered = • ⏳ *#{ $ticket }* · { $customer } · espera la respuesta de { $agent } hace { $length }
alert-line-gone = • 🚪 *#{ $ticket }* · { $customer } · { $agent } ya no está en el grupo ({ $place })
alert-how-give = _Para dárselo a alguien, citá este mensaje con */asignar nombre*; si te lo quedás vos, con *lo tomo*_
alert-how-give-many = _Para darle uno a alguien: */asignar #12 nombre*_
alert-how-pass = _Para pasárselo a otro, citá este mensaje con */asignar nombre*; si te lo quedás vos, con *lo tomo*_
given = ✅ Caso #{ $ticket } asignado a { $agent } → { $slot }
assign-how = Falta decir qué caso es, o para quién: citá el aviso de un solo caso con */asignar nombre*, o escribí */asignar #12 nombre*.
assign-elsewhere = Acá no se asignan casos a otros: se hace en el Grupo de Supervisor, citando el aviso con */asignar nombre*. Para tomar uno vos, respondé citando su aviso.
assign-nobody = No hay ningún agente que se llame «{ $word }».
assign-several = Hay más de un agente que puede ser «{ $word }». Escribí también el apellido.
assign-agents = Los agentes: { $agents }
line-was-down = 📵 *La línea estuvo sin conexión de { $since } a { $until }*
line-was-down-after = Ya volvió. Lo que llegó mientras tanto se está entregando ahora, en orden.
other-line-down = 📵 *La línea { $line } está sin conexión desde { $since }* Sus clientes y sus agentes no reciben nada hasta que vuelva. Se conecta de nuevo desde el panel, en Líneas.
other-line-back = 📶 La línea { $line } volvió: estuvo sin conexión de { $since } a { $until }.
help-asignar = Le da un caso a un agente. En el Grupo de Supervisor, citando el aviso; con el número, sin citar.
help-asignar-as = asignar [#12] nombre

## In a personal group

answer-reminder = ⏳ *{ $customer } espera tu respuesta hace { $length }*
answer-reminder-text = «{ $text }»
given-back = ↩️ El cliente del caso #{ $ticket } esperaba y no hubo respuesta, así que el caso volvió a { $to } para que lo tome quien pueda. Este grupo queda libre.

## In the panel: what happened

event-late = Se le recordó al agente que el cliente espera su respuesta
event-late-alerted = Aviso a supervisión: el cliente espera respuesta
event-angry = Aviso a supervisión: el cliente está enojado
console-late = { $customer } espera respuesta
console-angry = { $customer } está enojado: salió el aviso a supervisión

## In the panel: rules

rules-title = Reglas de { $group }
rules-lead = Cuánto puede esperar un cliente antes de que se avise. Los minutos cuentan solamente dentro del horario de atención. Un cambio vale también para los casos que ya esperan.
rules-line-title = Avisos y esperas de la línea
rules-line-lead = Valen para todos los grupos que no tengan reglas propias.
rules-pending = Mientras nadie toma el caso
rules-first = Primer aviso
rules-first-hint = Minutos sin que nadie lo tome: se recuerda en el grupo y se avisa a supervisión.
rules-urgent = Primer aviso, cliente enojado
rules-urgent-hint = Minutos, para los casos urgentes.
rules-second = Segundo aviso
rules-second-hint = Minutos desde que el caso espera.
rules-repeat = Después, cada
rules-repeat-hint = Minutos entre un aviso y el siguiente, hasta que alguien lo tome.
rules-answering = Mientras lo atiende un agente
rules-answer = Recordárselo al agente
rules-answer-hint = Minutos que el cliente espera respuesta.
rules-answer-alert = Avisar a supervisión
rules-answer-alert-hint = Minutos que el cliente espera respuesta.
rules-give-back = Devolver el caso al grupo
rules-give-back-hint = Minutos que el cliente espera respuesta, después del recordatorio. 0: nunca.
rules-default = Vacío: { $minutes }, como en la línea.
rules-default-never = Vacío: nunca, como en la línea.
rules-save = Guardar
rules-back = Volver a los grupos
rules-link = Reglas
rules-group-link = Avisos y esperas
rules-problem-number = Escribí un número entero de minutos, de { $least } a { $most }.
rules-problem-second = Tiene que ser más que el primer aviso ({ $minutes }).
rules-problem-alert = Tiene que ser más que el recordatorio al agente ({ $minutes }).
flash-rules-saved = Listo: las reglas de { $name } ya valen.
