//! What is read before the page is drawn for the first time, so that it is drawn once.

use std::rc::Rc;

use futures::future::OptionFuture;

use crate::browser::{self, address, clock};
use crate::route::Route;
use shelf::{Settings, Shelf};

use super::{AppState, Keeping, Notice, Open};

/// The shelf, opened, and what it says.
#[derive(Clone)]
pub struct Start {
    /// The shelf.
    pub shelf: Rc<Shelf>,
    /// What the page knows at first.
    pub state: AppState,
}

/// There is one start, and nothing is drawn again on its account.
impl PartialEq for Start {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shelf, &other.shelf)
    }
}

impl Start {
    /// Opens the shelf and reads what the address asks for.
    pub async fn read() -> Self {
        let (shelf, fault) = browser::shelf::open().await;
        let drawn = clock::random();
        let route = Route::parse(&address::fragment());
        // Side by side: each turn of the store costs as much as the reading itself.
        let opened = OptionFuture::from(route.inspection().map(|id| Open::read(&shelf, id)));
        let (settings, opened) = futures::join!(shelf.settings(drawn), opened);
        let (shelf, fault, settings) = match settings {
            Ok(settings) => (shelf, fault, settings),
            Err(fault) => {
                // It opened and cannot be used: memory is the honest shelf.
                let settings =
                    Settings { device: domain::DeviceId::new(drawn), reader: String::new() };
                (Shelf::in_memory(), Some(fault), settings)
            }
        };
        let keeping = fault.map_or(Keeping::Browser, Keeping::Memory);
        let mut state = AppState::new(route, keeping, settings);
        match opened {
            None => {}
            Some(Ok(open)) => {
                let mended = open.mended.clone();
                state.notice = mended.map(|mended| Rc::new(Notice::Mended(mended)));
                state.open = Some(open);
            }
            Some(Err(fault)) => state.closed = Some(Rc::new(fault)),
        }
        Self { shelf: Rc::new(shelf), state }
    }
}
