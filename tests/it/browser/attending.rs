//! Steps of the walk: cases, from the first message to what is found of them later.

use super::window::Window;
use super::{HUGO, JUAN_1, MARTA, SUPERVISOR, SUPPORT};

pub async fn opens_a_case(window: &Window, customer: &str, choice: &str, ticket: &str) {
    let phone = window.customer(customer);
    phone.write("Hola, no tengo internet").await;
    phone.reads("1. Soporte").await;
    phone.write(choice).await;
    phone.reads(&format!("tu caso es el {ticket}")).await;
    window.group(SUPPORT).reads(&format!("Caso {ticket}")).await;
}

pub async fn marta_is_attended(window: &Window) {
    let (marta, support, slot) =
        (window.customer(MARTA), window.group(SUPPORT), window.group(JUAN_1));
    opens_a_case(window, MARTA, "1", "#1").await;
    support.reads("Respondé citando este mensaje para tomarlo").await;
    marta.write("Desde anoche, y trabajo en casa").await;
    window.looks_right("simulador-aviso").await;

    support
        .quoting("Respondé citando este mensaje")
        .await
        .writing_as("Juan Pérez")
        .await
        .write("mío")
        .await;
    support.reads("✅ Caso #1 asignado a Juan Pérez → Chat soporte Juan N°1").await;
    support
        .quoting("Respondé citando este mensaje")
        .await
        .writing_as("Carla Ríos")
        .await
        .write("lo tomo")
        .await;
    support.reads("El caso #1 ya lo tomó Juan Pérez").await;

    slot.is_titled("caso #1").await;
    slot.reads("Desde anoche, y trabajo en casa").await;
    slot.write("Hola Marta, soy Juan. ¿Qué luces tiene el módem?").await;
    marta.reads("¿Qué luces tiene el módem?").await;
    marta.write("Una roja que parpadea").await;
    slot.reads("Una roja que parpadea").await;
    slot.write("/info").await;
    slot.reads("Abierto hoy").await;
    slot.write("/cliente /reiniciá el módem y contame").await;
    marta.reads("/reiniciá el módem y contame").await;
    slot.write("/reparar todo").await;
    slot.reads("No existe el comando «/reparar»").await;
    assert!(!marta.has("reparar").await, "what begins with / stays inside");
    window.looks_right("simulador").await;
    window.menu("Tablero").await;
    window.sees("En progreso").await;
    window.looks_right("tablero").await;
    window.menu("Simulador").await;

    slot.write("/fin cable suelto").await;
    slot.reads("Caso #1 cerrado: «cable suelto»").await;
    marta.reads("Cerramos tu caso #1").await;
    support.reads("🏁 Caso #1 cerrado por Juan Pérez: «cable suelto»").await;
    slot.write("¿Sigue ahí?").await;
    slot.reads("No hay un caso activo en este grupo").await;
    assert!(!marta.has("¿Sigue ahí?").await, "a group without a case relays nothing");
}

pub async fn a_case_that_nobody_takes_is_alerted(window: &Window) {
    opens_a_case(window, HUGO, "soporte", "#2").await;
    window.press("Adelantar 5 min").await;
    window.sees("El reloj de la simulación se adelantó: 5 min").await;
    window.sees("En la simulación ya es").await;
    window.group(SUPERVISOR).reads("El caso #2 espera hace 5 min y nadie lo tomó").await;
    window.group(SUPERVISOR).reads("Juan Pérez (2 grupos libres)").await;
    window.looks_right("simulador-alerta").await;
    window.menu("Tablero").await;
    window.card("Esperan que alguien los tome").sees(HUGO).await;
    window.looks_right("tablero-alerta").await;
}

pub async fn the_list_shows_both_cases(window: &Window) {
    window.menu("Tickets").await;
    let row =
        |name: &str| window.page().at(&format!("//tr[contains(normalize-space(.), '{name}')]"));
    row(HUGO).sees("Pendiente").await;
    window.looks_right("tickets-abiertos").await;
    window.press("Todos").await;
    row(HUGO).sees("Pendiente").await;
    row(MARTA).sees("Cerrado").await;
    window.looks_right("tickets").await;
    window.page().fill("Buscar", "martha inexistente").await;
    window.page().at("//form[@role='search']").press("Buscar").await;
    window.sees("Ninguno coincide con lo que buscás").await;
    window.looks_right("tickets-ninguno").await;
    window.press("Quitar filtros").await;
    window.page().fill("Buscar", "marta").await;
    window.page().at("//form[@role='search']").press("Buscar").await;
    window.page().sees_no_more(HUGO).await;
    row(MARTA).press("#1").await;
}

pub async fn the_conversation_is_in_order(window: &Window) {
    let conversation = window.card("Conversación");
    conversation.sees("cerró el caso").await;
    let text = conversation.text().await.expect("a conversation");
    let said = [
        "Hola, no tengo internet",
        "Desde anoche, y trabajo en casa",
        "Juan Pérez tomó el caso",
        "¿Qué luces tiene el módem?",
        "Una roja que parpadea",
        "/reiniciá el módem y contame",
        "Juan Pérez cerró el caso: «cable suelto»",
    ];
    let places: Vec<usize> = said
        .iter()
        .map(|what| text.find(what).unwrap_or_else(|| panic!("no «{what}» in: {text}")))
        .collect();
    assert!(places.is_sorted(), "{places:?} in: {text}");
    assert!(!text.contains("reparar"), "{text}");
    window.card("El caso").sees("cable suelto").await;
    window.looks_right("ticket").await;
}

pub async fn what_is_written_in_one_window_shows_in_another(window: &Window) {
    let first = window.client.window().await.expect("a window");
    let second = window.client.new_window(true).await.expect("a second window").handle;
    window.client.switch_to_window(second).await.expect("the second");
    window.visit("/simulador").await;
    window.sees(HUGO).await;
    // A page that is loaded again forgets this; one that renews itself does not.
    window.client.execute("window.isTheSamePage = true", Vec::new()).await.expect("a script");
    window.group(SUPPORT).fill_only("sigo escribiendo").await;

    window.client.switch_to_window(first.clone()).await.expect("the first");
    window.visit("/simulador").await;
    window.customer(HUGO).write("¿Hay alguien ahí?").await;

    let second =
        window.client.windows().await.expect("windows").into_iter().find(|other| *other != first);
    window.client.switch_to_window(second.expect("the second")).await.expect("the second");
    window.customer(HUGO).reads("¿Hay alguien ahí?").await;
    window.group(SUPPORT).reads("Hugo Barrionuevo mandó un mensaje más").await;
    let same = window.client.execute("return window.isTheSamePage === true", Vec::new()).await;
    assert_eq!(same.expect("a script"), true, "the page was loaded again");
    assert_eq!(
        window.group(SUPPORT).typed().await,
        "sigo escribiendo",
        "what was being typed is lost"
    );
    window.client.close_window().await.expect("closed");
    window.client.switch_to_window(first).await.expect("the first");
}

pub async fn a_bad_day(window: &Window) {
    window.press("Cortar la línea").await;
    window.sees("La línea está cortada").await;
    window.customer(MARTA).write("Otra vez sin internet").await;
    window.looks_right("simulador-cortado").await;
    window.menu("Tablero").await;
    window.sees("está desconectada").await;
    window.looks_right("tablero-desconectado").await;
    window.menu("Simulador").await;
    window.press("Reconectar").await;
    window.customer(MARTA).reads("1. Soporte").await;
}
