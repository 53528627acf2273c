//! Steps of the walk: getting in, groups, agents.

use super::program::Program;
use super::window::Window;
use super::{PASSWORD, SUPPORT};

pub async fn becomes_administrator(window: &Window, program: &Program) {
    window.visit(&program.first_admin).await;
    window.page().fill("Tu nombre", "Mariela Paz").await;
    window.page().fill("Usuario o correo", "mariela").await;
    window.page().fill("Contraseña", "corta").await;
    window.page().fill("La contraseña otra vez", "corta").await;
    window.press("Crear mi cuenta").await;
    window.sees("La contraseña es corta").await;
    window.looks_right("primer-inicio").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.page().fill("La contraseña otra vez", PASSWORD).await;
    window.press("Crear mi cuenta").await;
    window.sees("tu cuenta quedó creada").await;
    window.looks_right("grupos-al-empezar").await;
}

/// Somebody who has an account already.
pub async fn comes_in(window: &Window) {
    window.visit("/login").await;
    window.page().fill("Usuario o correo", "mariela").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.press("Entrar").await;
    window.sees("Tablero").await;
}

pub async fn leaves_and_comes_back(window: &Window) {
    window.press("Salir").await;
    window.page().fill("Usuario o correo", "mariela").await;
    window.page().fill("Contraseña", "no es esta").await;
    window.press("Entrar").await;
    window.sees("Te quedan 4 intentos").await;
    window.looks_right("login").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.press("Entrar").await;
    window.sees("Falta el primer grupo").await;
    assert_eq!(window.path().await, "/tablero");
    window.looks_right("tablero-al-empezar").await;
    window.menu("Simulador").await;
    window.sees("Empezá por los grupos").await;
    window.looks_right("simulador-al-empezar").await;
    window.menu("Tickets").await;
    window.sees("No hay casos").await;
    window.looks_right("tickets-al-empezar").await;
    window.menu("Agentes").await;
    window.sees("Todavía no hay agentes").await;
    window.looks_right("agentes-al-empezar").await;
}

pub async fn creates_the_three_groups(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    window.card("Grupo de Soporte").press("Crear Grupo de Soporte").await;
    window.sees("Estamos creando «🎫 Soporte - Mi empresa»").await;
    window.looks_right("grupos-creando").await;
    let card = window.card("Grupo de Ventas");
    card.fill("Nombre del grupo", "Grupo 1").await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("Ese nombre no dice para qué es el grupo").await;
    // The page renews itself under a form that has something to say: nothing of it may be lost.
    window.card("Grupo de Soporte").sees("✅ Configurado").await;
    card.sees("Ese nombre no dice para qué es el grupo").await;
    assert_eq!(card.value("Nombre del grupo").await, "Grupo 1");
    let long = "Ventas de la empresa de Tucumán y alrededores";
    card.fill("Nombre del grupo", long).await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("Tiene 45 caracteres. Con más de 30, WhatsApp lo corta en la lista de chats").await;
    window.looks_right("grupos-nombre-largo").await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("✅ Configurado").await;
    card.sees(long).await;
    creates_a_group(window, "Grupo de Supervisor").await;
    for kind in ["Grupo de Soporte", "Grupo de Ventas", "Grupo de Supervisor"] {
        window.card(kind).sees("✅ Configurado").await;
    }
    window.looks_right("grupos").await;
}

pub async fn creates_a_group(window: &Window, kind: &str) {
    let card = window.card(kind);
    card.sees("❌ No configurado").await;
    card.press(&format!("Crear {kind}")).await;
    card.sees("✅ Configurado").await;
}

pub async fn adds_two_agents(window: &Window) {
    window.menu("Agentes").await;
    window.page().fill("Nombre y apellido", "Juan Pérez").await;
    window.page().fill("Número de WhatsApp", "38155512").await;
    window.press("Crear agente y sus grupos").await;
    let field = window.page().at("//div[label[normalize-space(.)='Número de WhatsApp']]");
    field.sees("El número tiene 8 cifras: faltan 2").await;
    window.looks_right("agentes-numero-corto").await;
    adds_an_agent(window, "Juan Pérez", "0381 15-555-1234").await;
    window.page().fill("Nombre y apellido", "Carla Ríos").await;
    window.page().fill("Número de WhatsApp", "3815554321").await;
    window.page().fill("Cantidad de grupos", "2").await;
    window.press("Crear agente y sus grupos").await;
    window.sees("Preparando a Carla Ríos").await;
    window.looks_right("agentes-creando").await;
    window.page().sees_no_more("Preparando a").await;
    for name in ["Juan Pérez", "Carla Ríos"] {
        let row = window.page().at(&format!("//tr[.//a[normalize-space(.)='{name}']]"));
        row.sees("Falta el LISTO").await;
        row.sees("0 de 2 ocupados").await;
    }
    window.looks_right("agentes").await;
}

pub async fn adds_an_agent(window: &Window, name: &str, number: &str) {
    window.page().fill("Nombre y apellido", name).await;
    window.page().fill("Número de WhatsApp", number).await;
    window.page().fill("Cantidad de grupos", "2").await;
    window.press("Crear agente y sus grupos").await;
    window.sees(&format!("Agregamos a {name}")).await;
    window.page().sees_no_more("Preparando a").await;
}

pub async fn answer_ready(window: &Window) {
    window.menu("Simulador").await;
    is_ready(window, "Juan Pérez").await;
    is_ready(window, "Carla Ríos").await;
    window.looks_right("simulador-listos").await;
}

pub async fn is_ready(window: &Window, name: &str) {
    let group = window.group(SUPPORT);
    group.reads(&format!("👋 {name}")).await;
    let others = window.page().count("//select[@name='persona']").await.expect("a count");
    group.quoting(&format!("👋 {name}")).await;
    if others > 0 {
        group.writing_as(name).await;
    }
    group.write("listo!").await;
    group.reads(&format!("✅ Listo, {name}: ya está tu registro")).await;
}
