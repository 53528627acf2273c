//! The board, its console and the list of cases, as browsers get them in a house with a past.

mod acting;
mod console;
pub(crate) mod house;
mod statistics;
mod weight;

use house::{House, LINE};
use relevo::store::users::Role;

/// What stands between two marks, each time.
fn between<'a>(html: &'a str, begin: &str, end: char) -> Vec<&'a str> {
    html.split(begin).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

fn cases(html: &str) -> Vec<i64> {
    between(html, "<tr data-key=\"", '"').iter().map(|no| no.parse().unwrap()).collect()
}

/// Where a link of the pager leads.
fn page(html: &str, rel: &str) -> Option<String> {
    let links = between(html, "<a class=\"btn is-small\" href=\"", '>');
    let link = links.into_iter().find(|link| link.contains(&format!("rel=\"{rel}\"")))?;
    Some(link.split('"').next()?.replace("&#38;", "&").replace("&amp;", "&"))
}

#[actix_web::test]
async fn the_list_is_leafed_through_in_both_directions_whatever_is_asked() {
    let house = House::with(90, 40).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    for (asked, all) in [
        ("/tickets", 40),
        ("/tickets?estado=pendientes", 40),
        ("/tickets?estado=todos", 130),
        ("/tickets?estado=cerrados&grupo=1", 0),
        ("/tickets?estado=todos&departamento=support", 0),
        ("/tickets?estado=todos&animo=neutral&departamento=sales", 0),
        ("/tickets?estado=todos&tarde=1", 0),
        ("/tickets?estado=cerrados&agente=2&animo=neutral", 0),
        ("/tickets?estado=todos&q=a", 0),
    ] {
        let mut pages = Vec::new();
        let mut address = Some(asked.to_owned());
        let mut last = String::new();
        while let Some(at) = address {
            last = house.get(&admin, &at).await.html();
            pages.push(cases(&last));
            address = page(&last, "next");
            assert!(pages.len() < 20, "{asked}");
        }
        let seen: Vec<i64> = pages.concat();
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), seen.len(), "{asked}: each case once");
        assert!(all == 0 && !seen.is_empty() || seen.len() == all, "{asked}: {}", seen.len());
        // And back again.
        for before in pages.iter().rev().skip(1) {
            let at = page(&last, "prev").unwrap_or_else(|| panic!("{asked}: no way back"));
            last = house.get(&admin, &at).await.html();
            assert_eq!(cases(&last), *before, "{asked}");
        }
        assert!(page(&last, "prev").is_none(), "{asked}: before the first page is nothing");
    }
    house.app.stop().await;
}

#[actix_web::test]
async fn a_filter_that_finds_little_says_how_far_it_looked_and_goes_on() {
    let house = House::with(45_000, 1).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    // Half of the cases are of group 1, for support: none of them is a sale.
    let asked = "/tickets?estado=cerrados&departamento=sales&grupo=1";
    let html = house.get(&admin, asked).await.html();
    assert!(cases(&html).is_empty() && html.contains("Se miraron 20.000 casos"), "{html}");
    let on = between(&html, "la búsqueda paró ahí. <a href=\"", '"')[0].replace("&#38;", "&");
    assert!(on.starts_with(asked.split('?').next().unwrap()) && on.contains("antes="), "{on}");
    let html = house.get(&admin, &on).await.html();
    assert!(cases(&html).is_empty() && !html.contains("Se miraron"), "that was all");
    let html = house
        .get(&admin, "/tickets?estado=cerrados&desde=2020-01-01&hasta=2020-01-31")
        .await
        .html();
    assert!(cases(&html).is_empty() && html.contains("Ninguno coincide"), "nothing so long ago");
    let html = house.get(&admin, "/tickets?estado=cerrados&desde=2999-01-01").await.html();
    assert!(cases(&html).is_empty() && !html.contains("Se miraron"));
    // Nothing among the newest 20 000 was opened so early: it goes on behind them.
    let zone = jiff::tz::TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
    let now = jiff::Timestamp::from_millisecond(house.panel.now().0).unwrap().to_zoned(zone);
    let first = now.date().checked_sub(jiff::Span::new().days(30)).unwrap();
    let html = house.get(&admin, &format!("/tickets?estado=todos&hasta={first}")).await.html();
    assert!(!cases(&html).is_empty(), "a date leads there at once");
    let html = house.get(&admin, "/tickets?estado=todos&animo=angry&tarde=1&grupo=3").await.html();
    assert!(cases(&html).is_empty(), "the supervisors' group has no cases");
    house.app.stop().await;
}

#[actix_web::test]
async fn an_operator_sees_and_counts_the_own_cases_alone() {
    let house = House::with(200, 30).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let juan = house.guest("juan", Role::Operator, Some(1)).await;
    let new = house.guest("nueva", Role::Operator, None).await;
    let own = cases(&house.get(&admin, "/tickets?estado=cerrados&agente=1").await.html());
    let seen = house.get(&juan, "/tickets?estado=cerrados").await.html();
    assert!(!own.is_empty());
    assert_eq!(cases(&seen), own);
    // Neither an agent in the address nor a search leads to another's cases.
    for asked in ["&agente=2", "&q=a", "&animo=neutral&agente=2", "&departamento=support"] {
        let html = house.get(&juan, &format!("/tickets?estado=todos{asked}")).await.html();
        let of_others = cases(&house.get(&admin, "/tickets?estado=todos&agente=2").await.html());
        assert!(cases(&html).iter().all(|no| !of_others.contains(no)), "{asked}");
        assert!(!html.contains("id=\"agente\""), "there is nothing to choose");
    }
    let open = house.get(&juan, "/tickets").await.html();
    assert!(cases(&open).is_empty() && open.contains("Acá aparecen los casos que tomás vos"));
    assert!(
        open.contains("Abiertos <span>0</span>") && !open.contains("class=\"count\""),
        "{open}"
    );
    let board = house.get(&juan, "/tablero").await.html();
    assert!(!board.contains("Esperan que alguien los tome") && !board.contains("Agente 2"));
    let columns = house.get(&juan, "/tickets?vista=columnas").await.html();
    assert!(
        between(&columns, "<li data-key=\"", '"')
            .iter()
            .all(|no| own.contains(&no.parse().unwrap()))
    );

    for address in ["/tickets?estado=todos", "/tickets?estado=todos&q=a", "/tablero"] {
        let html = house.get(&new, address).await.html();
        assert!(html.contains("todavía no está unido a un agente"), "{address}");
        assert!(cases(&html).is_empty() && between(&html, "href=\"/tickets/", '"').is_empty());
    }
    house.app.stop().await;
}

#[actix_web::test]
async fn nothing_that_is_asked_brings_a_page_down() {
    let house = House::with(30, 5).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    for asked in [
        "antes=99999999999999999999",
        "antes=-5",
        "antes=p1",
        "antes=t1&despues=p1",
        "despues=t3",
        "despues=9223372036854775807",
        "desde=0000-00-00",
        "desde=-9999-01-01",
        "hasta=9999-12-31",
        "desde=9999-12-31",
        "hasta=-9999-01-01",
        "desde=2026-11-23T10%3A00",
        "animo=%00&departamento=%27%3B--&tarde=2",
        "q=%25%5F%5C%27%22%3Cscript%3E",
        "grupo=-1&agente=9223372036854775807",
        "vista=%E2%80%AE&estado=..",
        "q=%FF%FE&q=otra&linea=1&linea=1",
    ] {
        for state in ["abiertos", "pendientes", "cerrados", "todos"] {
            for view in ["lista", "columnas"] {
                let address = format!("/tickets?estado={state}&vista={view}&{asked}");
                let html = house.get(&admin, &address).await.html();
                assert!(!html.contains("<script>"), "{address}");
            }
        }
    }
    for asked in
        ["periodo=siglo", "clase=%3Cb%3E", "buscar=%25%27%3Cscript%3E", "linea=1&periodo=semana"]
    {
        let html = house.get(&admin, &format!("/tablero?{asked}")).await.html();
        assert!(!html.contains("<script>"), "{asked}");
    }
    let answer = house.get(&admin, &format!("/tablero?linea={}", LINE.0 + 1)).await;
    assert_eq!(answer.status.as_u16(), 404);
    house.app.stop().await;
}
