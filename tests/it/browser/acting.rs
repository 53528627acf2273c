//! A supervisor acts on a case from its page.

use super::attending::opens_a_case;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::*;
use super::window::Window;
use super::{HUGO, JUAN_1, MARTA, SUPPORT};

const CARLA_1: &str = "Chat soporte Carla N°1";

#[tokio::test]
async fn a_case_is_assigned_noted_transferred_returned_and_closed_from_its_page() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    for scripts in [Scripts::On, Scripts::Off] {
        let window = machine.open(&program.site, scripts).await;
        match scripts {
            Scripts::On => {
                becomes_administrator(&window, &program).await;
                window.settings("Grupos de WhatsApp").await;
                creates_a_group(&window, "Grupo de Soporte").await;
                window.menu("Agentes").await;
                adds_an_agent(&window, "Juan Pérez", "3815551234").await;
                adds_an_agent(&window, "Carla Ríos", "3815554321").await;
                window.menu("Simulador").await;
                is_ready(&window, "Juan Pérez").await;
                is_ready(&window, "Carla Ríos").await;
                a_supervisor_acts(&window, MARTA, "#1", true).await;
            }
            Scripts::Off => {
                comes_in(&window).await;
                window.menu("Simulador").await;
                a_supervisor_acts(&window, HUGO, "#2", false).await;
            }
        }
        window.close().await;
    }
    drop(machine);
    program.stop();
}

async fn a_supervisor_acts(window: &Window, customer: &str, ticket: &str, pictures: bool) {
    let shoot = |name: &'static str| async move {
        if pictures {
            window.looks_right(name).await;
        }
    };
    opens_a_case(window, customer, "1", ticket).await;
    let page = format!("/tickets/{}", &ticket[1..]);
    window.visit(&page).await;
    window.card("Conversación").fill("Nota interna", "Cliente nuevo, tratar con cuidado").await;
    window.card("Conversación").press("Guardar").await;
    window.sees("La nota quedó guardada").await;
    window.sees("Nota de Mariela Paz (panel)").await;

    window.page().at("//div[@class='page-head']").press("Asignar").await;
    let dialog = window.page().at("//div[@id='asignar']");
    dialog.sees("El caso se abre en un grupo personal libre de quien elijas").await;
    shoot("caso-asignar").await;
    dialog.choose("A quién", "Carla Ríos, 2 libres").await;
    dialog.press("Asignar").await;
    window.sees("Listo: el caso es de Carla Ríos").await;
    shoot("caso-asignado").await;

    window.page().at("//div[@class='page-head']").press("Transferir").await;
    let dialog = window.page().at("//div[@id='transferir']");
    dialog.choose("A quién", "Juan Pérez, 2 libres").await;
    dialog.fill("Motivo", "zona Yerba Buena").await;
    dialog.press("Transferir").await;
    window.sees("Listo: el caso pasó a Juan Pérez").await;
    window.sees("Mariela Paz (panel) lo transfirió a Juan Pérez: «zona Yerba Buena»").await;
    shoot("caso-transferido").await;

    window.visit("/simulador").await;
    window.group(CARLA_1).reads("pasó a Juan Pérez: «zona Yerba Buena»").await;
    window.group(JUAN_1).reads("Viene de Carla Ríos: «zona Yerba Buena»").await;
    window.group(JUAN_1).reads("Cliente nuevo, tratar con cuidado").await;
    window.group(JUAN_1).reads("Hola, no tengo internet").await;

    window.visit(&page).await;
    window.page().at("//div[@class='page-head']").press("Devolver").await;
    let dialog = window.page().at("//div[@id='devolver']");
    dialog.fill("Motivo", "fin de turno").await;
    dialog.press("Devolver").await;
    window.sees("Listo: el caso espera de nuevo en").await;
    window.page().at("//div[@class='page-head']").press("Escalar").await;
    window.page().at("//div[@id='escalar']").press("Escalar").await;
    window.sees("Listo: salió el aviso a supervisión").await;
    window.page().at("//div[@class='page-head']").press("Cerrar caso").await;
    let dialog = window.page().at("//div[@id='cerrar']");
    dialog.sees("Nadie tomó este caso").await;
    dialog.fill("Motivo", "spam").await;
    dialog.press("Cerrar caso").await;
    window.sees("Listo: el caso está cerrado").await;
    assert!(!window.page().says("Transferir").await, "nothing is left to do");
    shoot("caso-cerrado").await;
    window.visit("/simulador").await;
    window.group(SUPPORT).reads("cerrado por Mariela Paz").await;
}
