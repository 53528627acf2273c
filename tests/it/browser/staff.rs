//! Groups and agents after they were made: another group, other names, people in and out, fewer personal groups.

use super::attending::opens_a_case;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::*;
use super::window::{Place, Window};
use super::{JUAN_1, MARTA, SUPPORT};

const BILLS: &str = "🎫 Facturas y pagos mañana - Mi empresa";

#[tokio::test]
async fn groups_and_agents_are_changed_by_whoever_administers() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;
    adds_an_agent(&window, "Carla Ríos", "3815554321").await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;

    one_more_group_is_made(&window).await;
    it_gets_another_name(&window).await;
    somebody_private_is_invited(&window).await;
    a_group_is_retired_and_taken_back(&window).await;
    a_creation_that_fails_is_settled_for_less(&window).await;
    a_registration_is_undone(&window).await;
    window.close().await;

    // The rest without scripts: dialogs, and a page that is loaded again by hand.
    let window = machine.open(&program.site, Scripts::Off).await;
    comes_in(&window).await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;
    an_agent_is_deleted(&window).await;
    window.close().await;
    drop(machine);
    program.stop();
}

fn card<'a>(window: &'a Window, group: u32) -> Place<'a> {
    window.page().at(&format!("//section[@id='g-{group}']"))
}

fn dialog<'a>(window: &'a Window, id: &str) -> Place<'a> {
    window.page().at(&format!("//div[@id='{id}']"))
}

async fn one_more_group_is_made(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    card(window, 1).sees("administra").await;
    let form = window.page().at("//section[@id='otro']");
    form.press("Crear el grupo").await;
    form.sees("Falta completar este dato").await;
    form.fill("Especialidad", "Facturas y pagos").await;
    form.fill("Turno", "mañana").await;
    window.looks_right("grupos-otro").await;
    form.press("Crear el grupo").await;
    form.sees("¿Seguro que se va a llamar así?").await;
    form.press("Crear el grupo").await;
    card(window, 2).sees(BILLS).await;
    card(window, 2).sees("✅ Configurado").await;
    card(window, 2).at("//header").sees("mañana").await;
    form.press("Usar uno que ya existe").await;
    form.press("Elegir entre los grupos en los que está la línea").await;
    form.sees("La línea no está en ningún otro grupo").await;
    window.looks_right("grupos-adoptar").await;
}

async fn it_gets_another_name(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    let card = card(window, 2);
    card.press("Nombre, especialidad y turno").await;
    card.fill("Nombre del grupo", "🎫 Facturas").await;
    card.fill("Turno", "").await;
    window.looks_right("grupos-renombrar").await;
    card.press("Guardar cambios").await;
    window.sees("Guardamos los cambios de 🎫 Facturas").await;
    card.at("//header").sees("🎫 Facturas").await;
    card.at("//header").sees_no_more(BILLS).await;
}

async fn somebody_private_is_invited(window: &Window) {
    window.menu("Simulador").await;
    let faults = window.page().at("//section[@id='fallas']");
    faults.at("//label[contains(., 'Carla Ríos')][1]").press_it().await;
    faults.press("Guardar").await;
    window.sees("Listo, queda así").await;
    window.settings("Grupos de WhatsApp").await;
    let card = card(window, 1);
    card.press("Sacar (Carla Ríos)").await;
    let asks = dialog(window, "sacar-1-2");
    asks.sees("¿Sacar a Carla Ríos de").await;
    window.looks_right("grupos-sacar").await;
    asks.press("Volver").await;
    card.sees("Carla Ríos").await;
    card.press("Sacar (Carla Ríos)").await;
    asks.press("Sacar del grupo").await;
    window.sees("Estamos sacando a la persona del grupo").await;
    let list = card.at("//ul[@class='list']");
    list.sees_no_more("Carla Ríos").await;
    card.choose("Sumar a alguien que ya es agente", "Carla Ríos").await;
    card.press("Sumar").await;
    card.sees("Invitación enviada").await;
    let link = card.value("Enlace para entrar al grupo").await;
    assert!(link.starts_with("https://chat.whatsapp.com/"), "{link}");
    card.press("Mandar el enlace otra vez").await;
    window.sees("Le mandamos el enlace por WhatsApp").await;
    window.looks_right("grupos-invitada").await;
}

async fn a_group_is_retired_and_taken_back(window: &Window) {
    window.menu("Simulador").await;
    opens_a_case(window, MARTA, "1", "#1").await;
    window.settings("Grupos de WhatsApp").await;
    let waiting = dialog(window, "retirar-1");
    card(window, 1).press("Nombre, especialidad y turno").await;
    card(window, 1).press("Retirar este grupo").await;
    waiting.sees("Ahí espera 1 caso que nadie tomó").await;
    window.looks_right("grupos-retirar-no").await;
    waiting.press("Volver").await;
    card(window, 2).press("Nombre, especialidad y turno").await;
    card(window, 2).press("Retirar este grupo").await;
    let asks = dialog(window, "retirar-2");
    asks.sees("No se anuncian más casos ahí").await;
    window.looks_right("grupos-retirar").await;
    asks.press("Retirar el grupo").await;
    window.sees("en ese grupo ya no se anuncian casos").await;
    window.card("Grupos retirados").sees("🎫 Facturas").await;
    window.looks_right("grupos-retirados").await;
    window.card("Grupos retirados").press("Volver a usar").await;
    card(window, 2).sees("✅ Configurado").await;
}

async fn a_creation_that_fails_is_settled_for_less(window: &Window) {
    window.menu("Simulador").await;
    let faults = window.page().at("//section[@id='fallas']");
    faults.fill("Rechazar las próximas creaciones de grupo", "9").await;
    faults.press("Guardar").await;
    window.sees("Listo, queda así").await;
    window.menu("Agentes").await;
    window.page().at("//main").press("Juan Pérez").await;
    window.page().fill("Cantidad de grupos", "3").await;
    window.press("Guardar cambios").await;
    window.sees("WhatsApp contestó «unknown error (429)»").await;
    window.looks_right("agente-no-se-puede").await;
    window.press("Dejarlo con 2 grupos").await;
    window.sees("Listo, quedó abandonado").await;
    assert_eq!(window.page().value("Cantidad de grupos").await, "2");
}

async fn a_registration_is_undone(window: &Window) {
    window.menu("Agentes").await;
    window.page().at("//main").press("Juan Pérez").await;
    window.card("Cuenta vinculada").sees("Respondió desde su propio número").await;
    window.card("Cuenta vinculada").press("Deshacer el registro").await;
    let asks = dialog(window, "deshacer");
    asks.sees("¿Deshacer el registro de Juan Pérez?").await;
    window.looks_right("agente-deshacer").await;
    asks.press("Deshacer el registro").await;
    window.sees("Deshicimos el registro y le pedimos el LISTO otra vez").await;
    window.card("Grupos principales").sees("Falta el LISTO").await;
    window.looks_right("agente-sin-registro").await;
    window.menu("Simulador").await;
    let group = window.group(SUPPORT);
    group.quoting("Respondé citando este mensaje para tomarlo").await;
    group.write("mío").await;
    group.reads("te falta registrarte, así que el caso sigue libre").await;
}

async fn an_agent_is_deleted(window: &Window) {
    let group = window.group(SUPPORT);
    group.quoting("Respondé citando este mensaje para tomarlo").await.write("mío").await;
    window.group(JUAN_1).reads("Lo que escribas acá le llega al cliente").await;
    window.menu("Agentes").await;
    window.page().at("//main").press("Juan Pérez").await;
    window.press("Borrar agente…").await;
    let asks = dialog(window, "borrar");
    asks.sees("Tiene estos casos abiertos").await;
    asks.sees("#1 Marta Quiroga").await;
    asks.sees("Su grupo principal, otra vez pendientes").await;
    window.looks_right("agente-borrar-con-casos").await;
    asks.press("Borrar agente").await;
    window.sees("Borramos a Juan Pérez").await;
    window.looks_right("agentes-borrando").await;
    window.page().sees_no_more("Sacando a Juan Pérez de los grupos").await;
    assert_eq!(window.page().count("//tr[contains(., 'Juan Pérez')]").await.unwrap(), 0);
    window.menu("Tickets").await;
    window.press("Todos").await;
    window.press("#1").await;
    // It waits again, and its history knows who had it.
    window.sees("Pendiente").await;
    window.sees("Juan Pérez").await;
}
