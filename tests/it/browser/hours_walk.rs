//! Hours and shifts, set in the panel with and without scripts.

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::{adds_an_agent, becomes_administrator, comes_in, creates_a_group};
use super::window::Window;

#[tokio::test]
async fn hours_are_typed_copied_and_kept_and_a_group_gets_its_shift() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;
    sets_hours(&window).await;
    window.close().await;

    let window = machine.open(&program.site, Scripts::Off).await;
    comes_in(&window).await;
    sets_a_shift(&window).await;
    window.close().await;
    drop(machine);
    program.stop();
}

async fn sets_hours(window: &Window) {
    window.settings("Horarios").await;
    window.sees("Ahora: abierto, sin horario puesto").await;
    window.page().fill("Lunes", "9 a 13, 16 a 20").await;
    window.press("Copiar el lunes a martes–viernes").await;
    assert_eq!(window.page().value("Viernes").await, "9 a 13, 16 a 20");
    window.page().fill("Sábado", "9 a 9").await;
    window.press("Guardar horario").await;
    window.sees("Empieza y termina a la misma hora").await;
    window.looks_right("horarios-mal").await;
    window.page().fill("Sábado", "").await;
    window.page().fill("Nombre (opcional)", "Día del gremio").await;
    window.press("Guardar horario").await;
    window.sees("Elegí la fecha del feriado").await;
    window.page().fill("Nombre (opcional)", "").await;
    window.press("Guardar horario").await;
    window.sees("Vale desde ahora").await;
    assert_eq!(window.page().value("Martes").await, "9:00–13:00, 16:00–20:00");
    window.looks_right("horarios").await;
}

async fn sets_a_shift(window: &Window) {
    window.visit("/ajustes/horarios/grupos/1").await;
    window.page().fill("Palabras de su especialidad", "factura, pago").await;
    window.page().fill("Segundos para aceptar", "ya").await;
    window.press("Guardar turno").await;
    window.sees("Escribí un número de segundos").await;
    window.page().fill("Segundos para aceptar", "90").await;
    window.looks_right("horarios-grupo").await;
    window.press("Guardar turno").await;
    window.sees("Vale desde ahora").await;
    window.visit("/ajustes/horarios/agentes/1").await;
    window.looks_right("horarios-agente").await;
}
