//! Steps of the walk of who administers: users, texts, canned replies, the company, and what was done.

use super::attending::opens_a_case;
use super::program::Program;
use super::window::Window;
use super::{JUAN_1, MARTA, PASSWORD, SUPPORT};

const NEW: &str = "cuatro gatos azules";

pub async fn names_the_company(window: &Window) {
    window.settings("General").await;
    window.page().fill("Nombre de la empresa", "Fibra del Valle").await;
    window.page().fill("Zona horaria", "America/Luna").await;
    window.press("Guardar").await;
    window.sees("Esa zona no está en la lista").await;
    window.looks_right("general-zona").await;
    window.page().fill("Zona horaria", "America/Argentina/Tucuman").await;
    window.press("Guardar").await;
    window.sees("Guardamos los datos de la línea").await;
    window.looks_right("general").await;
}

pub async fn says_it_in_other_words(window: &Window) {
    window.settings("Mensajes").await;
    window.sees("Los que no se cambian").await;
    window.looks_right("mensajes").await;
    let row = window.page().at("//li[contains(normalize-space(.), '¡Hola, Marta!')]");
    row.at("//a").press_it().await;
    window.sees("el primer nombre del cliente").await;
    window.page().fill("Texto", "Buenas, { $nombre }").await;
    window.press("Guardar").await;
    window.sees("Renglón 1, letra 11: acá no existe «nombre»").await;
    window.looks_right("mensaje-roto").await;
    window.page().fill("Texto", "*Buenas*, { $name }: te escribe { $company }").await;
    window.press("Ver").await;
    window.card("Así se lee").sees("Buenas, Marta: te escribe Fibra del Valle").await;
    window.press("Guardar").await;
    window.sees("Se dice así desde ahora").await;
    window.sees("De la empresa").await;
    window.looks_right("mensaje").await;
}

pub async fn writes_a_canned_reply(window: &Window) {
    window.settings("Respuestas rápidas").await;
    window.sees("Todavía no hay respuestas rápidas").await;
    window.page().fill("Clave", "demora").await;
    window.page().fill("Texto de la respuesta", "Hola {nombre}, vamos con {precio}").await;
    window.press("Guardar").await;
    window.sees("No existe «{precio}»").await;
    window.looks_right("respuesta-rota").await;
    window.page().fill("Texto de la respuesta", "Hola {nombre}, *ya salimos* para tu casa").await;
    window.press("Ver").await;
    window.sees("Hola Marta Quiroga, ya salimos para tu casa").await;
    window.press("Guardar").await;
    window.sees("Guardamos la respuesta /r demora").await;
    window.looks_right("respuestas").await;
}

pub async fn both_reach_the_customer(window: &Window) {
    window.menu("Simulador").await;
    window.customer(MARTA).write("Hola").await;
    window.customer(MARTA).reads("Buenas, Marta: te escribe Fibra del Valle").await;
    opens_a_case(window, super::HUGO, "1", "#1").await;
    window.group(SUPPORT).quoting("Caso #1").await.write("mío").await;
    window.group(JUAN_1).reads("Lo que escribas acá le llega al cliente").await;
    window.group(JUAN_1).write("/r demoras").await;
    window.group(JUAN_1).reads("¿Era una de estas? /r demora").await;
    window.group(JUAN_1).write("/r demora").await;
    window.customer(super::HUGO).reads("Hola Hugo Barrionuevo, ya salimos para tu casa").await;
}

pub async fn invites_somebody_who_comes_in(window: &Window, program: &Program) {
    window.settings("Usuarios").await;
    window.page().fill("Usuario o correo", "olga").await;
    window.page().fill("Nombre", "Olga Ruiz").await;
    window.press("Crear usuario y su enlace").await;
    window.sees("Creamos el usuario de Olga Ruiz").await;
    window.looks_right("usuario-invitado").await;
    let link = window.page().value("Pasale este enlace").await;
    assert!(link.starts_with(&program.site), "{link}");
    window.press("Eliminar").await;
    window.sees("¿Eliminar a Olga Ruiz?").await;
    window.picture("usuario-eliminar").await;
    window.page().at("//div[@id='eliminar']").press("Cancelar").await;
    window.settings("Usuarios").await;
    window.sees("Falta que elija su contraseña").await;
    window.looks_right("usuarios").await;
    window.press("Salir").await;
    window.sees("Recordarme en este equipo").await;
    window.visit(&link).await;
    window.sees("Hola, Olga Ruiz").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.page().fill("La contraseña otra vez", "otra cosa larga").await;
    window.press("Guardar y entrar").await;
    window.sees("No es la misma que arriba").await;
    window.looks_right("invitacion").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.page().fill("La contraseña otra vez", PASSWORD).await;
    window.press("Guardar y entrar").await;
    window.sees("Tablero").await;
    assert_eq!(window.page().count("//a[starts-with(@href, '/ajustes')]").await.unwrap_or(9), 0);
    window.visit("/ajustes/usuarios").await;
    window.sees("Esto no está a tu alcance").await;
    // Chromium writes the 403 there, which is what was asked for.
    drop(window.console().await);
    window.visit("/cuenta").await;
    window.page().fill("Contraseña de ahora", "no es esta").await;
    window.page().fill("Contraseña nueva", NEW).await;
    window.page().fill("La contraseña otra vez", NEW).await;
    window.press("Cambiar la contraseña").await;
    window.sees("Esa no es tu contraseña de ahora").await;
    window.looks_right("cuenta").await;
    window.page().fill("Contraseña de ahora", PASSWORD).await;
    window.page().fill("Contraseña nueva", NEW).await;
    window.page().fill("La contraseña otra vez", NEW).await;
    window.press("Cambiar la contraseña").await;
    window.sees("tu contraseña es la nueva").await;
    window.press("Salir").await;
    window.sees("Recordarme en este equipo").await;
}

pub async fn reads_what_was_done(window: &Window) {
    super::comes_in(window).await;
    window.settings("Auditoría").await;
    window.sees("Creamos el usuario de Olga Ruiz").await;
    window.sees("Eligió su contraseña con un enlace").await;
    window.sees("Guardamos la respuesta /r demora").await;
    window.looks_right("auditoria").await;
    window.page().choose("Quién", "Olga Ruiz").await;
    window.page().at("//form[@role='search']").press("Buscar").await;
    window.page().sees_no_more("/r demora").await;
    window.sees("Cambió su contraseña").await;
}
