//! The whole training, done right, with some slips on the way that are noticed.

use super::SUPPORT;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::becomes_administrator;
use super::window::Window;

const FIRST: &str = "Chat soporte Mariela N°1";
const SECOND: &str = "Chat soporte Mariela N°2";

#[tokio::test]
async fn somebody_learns_to_attend_and_what_was_wrong_is_noticed() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;
    window.menu("Ayuda").await;
    window.page().at("//main").press("Practicar").await;
    window.sees("Qué vas a practicar").await;
    window.looks_right("entrenamiento-empezar").await;
    window.page().at("//main").press("Empezar").await;

    let support = window.group(SUPPORT);
    support.reads("👋 Mariela Paz").await;
    support.write("listo").await;
    window.sees("Falta citar").await;
    support.quoting("👋 Mariela Paz").await.write("LISTO").await;
    goes_on(&window).await;

    window.sees("Tomá un caso").await;
    support.reads("Caso #1").await;
    support.write("mío").await;
    window.sees("no citaste el aviso").await;
    window.looks_right("entrenamiento-tomar-mal").await;
    // Whoever comes back another day is where they were.
    window.visit("/ayuda/entrenamiento").await;
    window.sees("no citaste el aviso").await;
    support.quoting("Caso #1").await.write("mío").await;
    goes_on(&window).await;

    window.sees("Contestale al cliente").await;
    let (first, second) = (window.group(FIRST), window.group(SECOND));
    first.write("/luces").await;
    window.sees("«/luces» no es un comando").await;
    first.write("Hola Rosa, ¿qué luces tiene el módem?").await;
    window.sees("Tu mensaje ya está en el teléfono de Rosa Medina").await;
    chat(&window, "Teléfono de Rosa").await;
    window.customer("Rosa Medina").reads("¿qué luces tiene el módem?").await;
    window.sees("acá solo se mira").await;
    window.looks_right("entrenamiento-cliente").await;
    goes_on(&window).await;

    window.sees("Mirá qué se sabe").await;
    first.write("/info").await;
    goes_on(&window).await;
    window.sees("Mandá algo exacto").await;
    first.write("/cliente /reiniciar").await;
    goes_on(&window).await;

    window.sees("Uno que no puede esperar").await;
    support.reads("Caso #2").await;
    support.quoting("Caso #2").await.write("voy").await;
    goes_on(&window).await;

    window.sees("Cada cliente en su grupo").await;
    first.write("Sí, diez segundos y lo enchufás").await;
    chat(&window, SECOND).await;
    second.write("Hoy a las 16").await;
    window.looks_right("entrenamiento-grupos").await;
    goes_on(&window).await;

    window.sees("Cerrá los dos casos").await;
    first.write("/fin").await;
    window.sees("Cerraste sin decir por qué").await;
    chat(&window, SECOND).await;
    second.write("/fin técnico enviado").await;
    goes_on(&window).await;

    window.sees("Lo que no hay que hacer").await;
    support.write("yo lo veo").await;
    support.delete("Caso #1 cerrado").await;
    chat(&window, FIRST).await;
    first.write("¿Hola?").await;
    first.reads("No hay un caso activo en este grupo").await;
    goes_on(&window).await;
    window.sees("Terminaste el entrenamiento").await;
    window.looks_right("entrenamiento-fin").await;

    // Once more: who is registered begins with a case.
    window.press("Empezar de nuevo").await;
    window.sees("Tomá un caso").await;
    support.reads("Caso #3").await;

    window.close().await;
    drop(machine);
    program.stop();
}

async fn goes_on(window: &Window) {
    window.sees("¡Bien!").await;
    window.page().at("//main").press("Seguir").await;
}

/// Another chat of the phone.
async fn chat(window: &Window, name: &str) {
    window.page().at("//div[@id='telefono']/nav").press(name).await;
}
