//! A supervisor sets limits and what comes after a case, watches a case pass its limit by putting the clock ahead,
//! gives it to an agent, and finds all of it in the statistics.

use super::attending::opens_a_case;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::{adds_an_agent, becomes_administrator, creates_a_group, is_ready};
use super::window::Window;
use super::{JUAN_1, MARTA, SUPERVISOR};

#[tokio::test]
async fn a_limit_is_set_passed_and_answered_and_the_figures_tell() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    creates_a_group(&window, "Grupo de Supervisor").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;

    sets_limits(&window).await;
    asks_for_ratings(&window).await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;
    passes_its_limit(&window).await;
    is_attended_and_rated(&window).await;
    is_in_the_statistics(&window).await;

    window.close().await;
    drop(machine);
    program.stop();
}

async fn sets_limits(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    window.card("Grupo de Supervisor").press("Sumar").await;
    window.card("Grupo de Supervisor").sees("Juan Pérez").await;
    window.card("Grupo de Soporte").press("Reglas (Grupo de Soporte)").await;
    window.page().fill("Primer aviso", "40").await;
    window.page().fill("Segundo aviso", "3").await;
    window.press("Guardar").await;
    window.sees("Tiene que ser más que el primer aviso (40").await;
    assert_eq!(window.page().value("Primer aviso").await, "40", "what was typed stays");
    window.looks_right("reglas-mal").await;
    window.page().fill("Primer aviso", "40").await;
    window.page().fill("Segundo aviso", "90").await;
    window.press("Guardar").await;
    window.sees("las reglas de 🎫 Soporte - Mi empresa ya valen").await;
    window.card("Grupo de Soporte").press("Reglas (Grupo de Soporte)").await;
    assert_eq!(window.page().value("Primer aviso").await, "40");
    window.looks_right("reglas").await;
}

async fn asks_for_ratings(window: &Window) {
    window.settings("Cierre de casos").await;
    window
        .page()
        .fill("Motivos de cierre, uno por renglón", "Cable suelto\nCorte en la zona")
        .await;
    window.page().at("//label[contains(., 'Preguntarle al cliente')]").press_it().await;
    window.press("Guardar").await;
    window.sees("Vale desde ahora").await;
    window.looks_right("cierre").await;
}

async fn passes_its_limit(window: &Window) {
    opens_a_case(window, MARTA, "1", "#1").await;
    let supervisor = window.group(SUPERVISOR);
    window.press("Adelantar 15 min").await;
    window.sees("El reloj de la simulación se adelantó: 15 min").await;
    assert!(!supervisor.has("El caso #1 espera").await, "the group's own limit is 40 minutes");
    window.press("Adelantar 1 h").await;
    // The alert may be there before the page that answers this press, which takes away what is begun on the old one.
    window.sees("El reloj de la simulación se adelantó: 1 h").await;
    // The clock goes ahead in steps: it is told within a minute or so of its limit.
    supervisor.reads("El caso #1 espera hace 4").await;
    window.looks_right("simulador-limite").await;
    supervisor.quoting("El caso #1 espera").await.write("/asignar juan").await;
    window.group(JUAN_1).is_titled("caso #1").await;
    window.group(JUAN_1).reads("Hola, no tengo internet").await;
}

async fn is_attended_and_rated(window: &Window) {
    let (marta, slot) = (window.customer(MARTA), window.group(JUAN_1));
    slot.write("Hola, soy Juan. Ya lo veo").await;
    marta.reads("Ya lo veo").await;
    slot.write("/fin cable").await;
    slot.reads("Caso #1 cerrado: «Cable suelto»").await;
    marta.reads("¿Cómo te atendimos?").await;
    marta.write("5").await;
    marta.reads("tu próximo mensaje queda como comentario").await;
    window.looks_right("simulador-calificacion").await;
}

async fn is_in_the_statistics(window: &Window) {
    window.menu("Estadísticas").await;
    window.press("Todo").await;
    window.card("Por agente").sees("Juan Pérez").await;
    window.card("Por qué se cerraron").sees("Cable suelto").await;
    window.sees("contestó el 100 %").await;
    window.looks_right("estadisticas-uno").await;
}
