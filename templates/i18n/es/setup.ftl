# Groups, agents and lines.

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
agent-delete-cases = Tiene casos abiertos: antes hay que cerrarlos o pasarlos.
flash-wait-agent-unbound = Deshicimos el registro y le pedimos el LISTO otra vez. Hasta entonces no puede tomar casos.
flash-wait-agent-deleted = Borramos a { $name }. Lo estamos sacando de los grupos: mirá el avance acá abajo.
flash-bad-agent-cases = No se borró: tiene casos abiertos. Están abajo, en sus grupos personales.
panel-back = Volver
