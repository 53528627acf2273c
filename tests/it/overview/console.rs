//! The console's stream: what comes while a page listens, what was missed, and a gap that is told of.

use relevo::domain::event::Event;
use relevo::domain::ids::TicketNo;
use relevo::store::users::Role;

use super::between;
use super::house::House;

fn cursor(html: &str) -> String {
    between(html, "data-from=\"", '"')[0].to_owned()
}

fn ids(told: &str) -> Vec<&str> {
    told.lines().filter_map(|line| line.strip_prefix("id: ")).collect()
}

#[actix_web::test]
async fn a_page_that_lost_its_connection_is_told_what_it_missed_and_nothing_twice() {
    let house = House::with(20, 10).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let html = house.get(&admin, "/tablero").await.html();
    assert!(
        html.contains("data-kind=\"casos\""),
        "what happened before this start is there: {html}"
    );
    let from = cursor(&html);
    // One that is over: of those that wait, Relevo itself tells.
    let (ticket, at) = (TicketNo(5), house.panel.now());
    house.happens(vec![Event::Escalated { ticket, level: 2, at }]);
    // The page's first connection says where the page ended, a browser that comes back the last it heard.
    let first = house
        .listens(&admin, &format!("/eventos?linea=1&desde={from}"), &[], "alertas-5-escalated-2")
        .await;
    assert!(first.contains("\"case\":\"#5\"") && first.contains("\"gap\":false"), "{first}");
    house.happens(vec![Event::Alerted { ticket, level: 2, at }]);
    house.happens(vec![Event::Escalated { ticket, level: 3, at: at.plus(1) }]);
    let last = ids(&first).last().unwrap().to_string();
    let missed = house
        .listens(
            &admin,
            &format!("/eventos?linea=1&desde={from}"),
            &[("last-event-id", &last)],
            "alertas-5-escalated-3",
        )
        .await;
    assert!(
        missed.contains("alertas-5-alerted-2") && !missed.contains("alertas-5-escalated-2"),
        "{missed}"
    );
    // The page, loaded anew, has the same lines under the same names.
    let html = house.get(&admin, "/tablero").await.html();
    for key in ["alertas-5-escalated-2", "alertas-5-alerted-2", "alertas-5-escalated-3"] {
        assert_eq!(html.matches(&format!("{key}\" data-kind=\"alertas\"")).count(), 1, "{key}");
    }
    house.app.stop().await;
}

#[actix_web::test]
async fn a_gap_is_told_of_and_filled_with_the_last_lines() {
    let house = House::with(20, 10).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    // From another start of the program; nonsense; nothing at all.
    for from in ["7-3", "%00", ""] {
        let told = house
            .listens(&admin, &format!("/eventos?linea=1&desde={from}"), &[], "event: console")
            .await;
        assert!(told.contains("\"gap\":true") && told.contains("alerted"), "{told}");
    }
    house.app.stop().await;
}

#[actix_web::test]
async fn an_operator_hears_of_the_own_cases() {
    let house = House::with(60, 10).await;
    let juan = house.guest("juan", Role::Operator, Some(1)).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let all = house.get(&admin, "/tablero?clase=casos").await.html();
    let own = house.get(&juan, "/tablero").await.html();
    let lines = |html: &str| {
        between(html, "<li data-key=\"", '>').iter().filter(|li| li.contains("data-kind")).count()
    };
    assert!(lines(&own) > 0 && lines(&own) < lines(&all), "{} of {}", lines(&own), lines(&all));
    assert!(!own.contains("data-kind=\"alertas\"><time"), "what nobody has taken is no operator's");
    let told = house.listens(&juan, "/eventos?linea=1&desde=", &[], "event: console").await;
    assert!(!told.contains("Agente 2") && told.contains("Agente 1"), "{told}");
    house.app.stop().await;
}

#[actix_web::test]
async fn the_console_is_filtered_by_its_form_too() {
    let house = House::with(20, 10).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let html = house.get(&admin, "/tablero?clase=alertas").await.html();
    assert!(html.contains("data-kind=\"alertas\"") && !html.contains("data-kind=\"casos\""));
    let html = house.get(&admin, "/tablero?buscar=%2330").await.html();
    let links = between(&html, "<span><a href=\"/tickets/", '?');
    assert!(!links.is_empty() && links.iter().all(|no| *no == "30"), "{links:?}");
    let html = house.get(&admin, "/tablero?buscar=no+hay+tal+cosa").await.html();
    assert!(html.contains("Ninguna de las últimas líneas coincide"));
    house.app.stop().await;
}
