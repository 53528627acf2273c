# Who may do what, what was done, and what a company says in its own words.

## Canned replies, on WhatsApp

replies-title = *Respuestas rápidas* · escribí /r y la clave
replies-line = • */r { $word }*: { $text }
replies-none = Todavía no hay respuestas rápidas. Quien administra las escribe en el panel: Ajustes → Respuestas rápidas.
replies-unknown = No hay una respuesta rápida «{ $word }», así que no le llegó nada al cliente.
replies-unknown-bare = No hay una respuesta rápida con ese nombre, así que no le llegó nada al cliente.
replies-unknown-how = Escribí /r para ver las que hay.
replies-near = ¿Era una de estas? { $words }
example-text = Hola, no tengo internet
example-reason = era el cable

## Menu

menu-general = General
menu-templates = Mensajes
menu-replies = Respuestas rápidas
menu-users = Usuarios
menu-audit = Auditoría
menu-account = Tu cuenta

## One's own account

account-who = Quién sos acá
account-who-how = Si algo no está bien, pedile a quien administra que lo cambie en Ajustes → Usuarios.
account-password = Cambiar la contraseña
account-password-how = Al cambiarla se cierran tus sesiones en los demás equipos.
account-present = Contraseña de ahora
account-present-missing = Falta la contraseña que usás ahora.
account-present-wrong = Esa no es tu contraseña de ahora. { $n ->
    [one] Te queda { $n } intento
   *[other] Te quedan { $n } intentos
}.
account-new = Contraseña nueva
account-same = Es la misma de antes: elegí otra.
account-change = Cambiar la contraseña
flash-password-changed = Listo, tu contraseña es la nueva. En los demás equipos hay que entrar otra vez.
invitation-title = Elegí tu contraseña
invitation-hello = Hola, { $name }. Con esta contraseña y tu usuario entrás a Relevo.
invitation-go = Guardar y entrar
invitation-used-how = Se usa una sola vez y vence a los tres días. Pedile otro a quien administra.

## Users

users-list = Quiénes entran al panel
users-add = Agregar usuario
users-add-how = La contraseña la elige cada persona, con un enlace que se usa una sola vez.
users-create = Crear usuario y su enlace
users-edit = Editar
users-self = vos
users-name = Nombre
users-name-missing = Falta el nombre: así lo ven los demás.
users-name-odd = Usá un nombre de hasta 80 letras.
users-login-taken = Ya hay alguien con ese usuario: elegí otro.
users-role = Rol
users-role-operator = Operación: sus casos y su historial
users-role-supervisor = Supervisión: ve todo y actúa sobre los casos
users-role-admin = Administración: todo, también los ajustes
users-agent = Es el agente
users-agent-how = Quien opera ve los casos de este agente y ninguno más.
users-agent-none = Ninguno
users-agent-nobody = —
users-agent-gone = Ese agente ya no está: elegí otro.
users-language = Idioma del panel
users-state = Estado
users-state-active = Activo
users-state-invited = Falta que elija su contraseña
users-state-expired = El enlace venció
users-data = Datos
users-access = Acceso
users-link = Enlace para elegir la contraseña
users-link-label = Pasale este enlace
users-link-how = Se usa una sola vez y vence { $name }. Se muestra acá durante media hora; después se puede hacer otro.
users-link-again-how = { $name } todavía no eligió su contraseña. Con un enlace nuevo, el anterior deja de servir.
users-reset-how = Con un enlace nuevo, la contraseña de { $name } deja de servir y se cierran sus sesiones, hasta que elija otra.
users-reset = Hacer un enlace nuevo
users-reset-go = Hacer el enlace
users-self-how = Tu contraseña se cambia en tu cuenta. Tu rol lo cambia otra persona que administre; tampoco podés eliminarte.
users-self-go = Ir a tu cuenta
users-not-oneself = No podés cambiar tu propio rol: pedíselo a otra persona que administre.
users-last-admin = Es la única persona que administra: antes dale ese rol a otra, que ya haya entrado.
users-delete = Eliminar
users-delete-title = ¿Eliminar a { $name }?
users-delete-how = Se cierran sus sesiones y no puede entrar más. Lo que hizo queda en la auditoría.
users-delete-go = Eliminar usuario
flash-user-invited = Creamos el usuario de { $name }. Pasale el enlace de acá abajo.
flash-user-changed = Guardamos los cambios de { $name }.
flash-user-link = Hicimos un enlace nuevo para { $name }.
flash-user-deleted = Eliminamos a { $name }.
flash-bad-last-admin = Es la única persona que administra, así que no se la puede eliminar.

## Audit trail

audit-intro = Lo que cada quien hizo en el panel. No se puede cambiar ni borrar.
audit-who = Quién
audit-what = Qué
audit-when = Cuándo
audit-address = Desde dónde
audit-from = Desde el día
audit-until = Hasta el día
audit-all-users = Todas las personas
audit-all-deeds = Todo
audit-none = No hay nada que coincida
audit-none-how = Probá con otros días o con otra persona.
audit-older = Más antiguo
audit-nobody = Alguien que no entró
audit-no-name = sin nombre
audit-unknown = Algo que esta versión no conoce: { $name }
audit-other = Otro cambio: { $name }
audit-login = Entró al panel
audit-login-failed = No pudo entrar: la contraseña no era (usuario { $name })
audit-logout = Salió del panel
audit-language = Cambió su idioma ({ $name })
audit-password = Cambió su contraseña
audit-invitation = Eligió su contraseña con un enlace
audit-first-start = Creó la primera cuenta
