//! The screens and their addresses.

use domain::{InspectionId, Reference};

/// A screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Route {
    /// The inspections on this browser's shelf.
    #[default]
    Home,
    /// A new inspection.
    New,
    /// A screen of an inspection.
    Inspection(InspectionId, Screen),
    /// The frameworks.
    Frameworks,
    /// One framework, by the digest of its edition.
    Framework(String),
    /// Everything this browser holds: getting it out, and bringing it back.
    Everything,
    /// The certificate of an inspection that was removed.
    Removed,
    /// Help.
    Help,
    /// About the program.
    About,
    /// Bringing a file in.
    Import,
    /// Whether this laptop keeps work, with the mark of an earlier visit to look for.
    Check(Option<String>),
    /// An address that is none of ours.
    Unknown,
}

/// A screen of an inspection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Screen {
    /// What stands where, and what is next.
    Overview,
    /// The cases.
    Cases,
    /// Drawing a sample from a list.
    Sample,
    /// Reading a case, by its number; with the question to go to.
    Reading(String, Option<Reference>),
    /// What was altered: in a case, by its number, or in the whole inspection.
    History(Option<String>),
    /// The details of a case, by its number.
    Details(String),
    /// The standards judged at service level.
    Service,
    /// The results.
    Results,
    /// What goes out.
    HandOver,
    /// Practising its loss.
    Drill,
    /// Taking the inspection off this computer.
    Remove,
    /// Another edition of its framework, by digest.
    Edition(String),
}

impl Route {
    /// The screen at an address: the part after `#`.
    pub fn parse(fragment: &str) -> Self {
        let mut parts = fragment.trim_matches('/').split('/');
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        match (first, rest.as_slice()) {
            ("", []) => Self::Home,
            ("new", []) => Self::New,
            ("import", []) => Self::Import,
            ("frameworks", []) => Self::Frameworks,
            ("frameworks", [digest]) => Self::Framework((*digest).to_owned()),
            ("everything", []) => Self::Everything,
            ("removed", []) => Self::Removed,
            ("help", []) => Self::Help,
            ("about", []) => Self::About,
            ("check", []) => Self::Check(None),
            ("check", [mark]) => Self::Check(Some((*mark).to_owned())),
            ("i", [id, screen @ ..]) => match (InspectionId::parse(id), Screen::parse(screen)) {
                (Some(id), Some(screen)) => Self::Inspection(id, screen),
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// The address of the screen, without the `#`.
    pub fn fragment(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "/".to_owned(),
            Self::New => "/new".to_owned(),
            Self::Import => "/import".to_owned(),
            Self::Frameworks => "/frameworks".to_owned(),
            Self::Framework(digest) => format!("/frameworks/{digest}"),
            Self::Everything => "/everything".to_owned(),
            Self::Removed => "/removed".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::About => "/about".to_owned(),
            Self::Check(None) => "/check".to_owned(),
            Self::Check(Some(mark)) => format!("/check/{mark}"),
            Self::Inspection(id, screen) => match screen {
                Screen::Overview => format!("/i/{id}"),
                Screen::Cases => format!("/i/{id}/cases"),
                Screen::Sample => format!("/i/{id}/sample"),
                Screen::Reading(number, None) => format!("/i/{id}/case/{}", escape(number)),
                Screen::Reading(number, Some(at)) => {
                    format!("/i/{id}/case/{}/{at}", escape(number))
                }
                Screen::History(None) => format!("/i/{id}/history"),
                Screen::History(Some(number)) => format!("/i/{id}/case/{}/history", escape(number)),
                Screen::Details(number) => format!("/i/{id}/details/{}", escape(number)),
                Screen::Service => format!("/i/{id}/service"),
                Screen::Results => format!("/i/{id}/results"),
                Screen::HandOver => format!("/i/{id}/handover"),
                Screen::Drill => format!("/i/{id}/drill"),
                Screen::Remove => format!("/i/{id}/remove"),
                Screen::Edition(digest) => format!("/i/{id}/edition/{digest}"),
            },
        }
    }

    /// The address as a link takes it.
    pub fn href(&self) -> String {
        format!("#{}", self.fragment())
    }

    /// The inspection it belongs to.
    pub fn inspection(&self) -> Option<InspectionId> {
        match self {
            Self::Inspection(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Whether going from one to the other is going to another screen, and not to another place on
    /// the same one.
    pub fn is_another_screen(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Inspection(id, Screen::Reading(number, _)),
                Self::Inspection(other_id, Screen::Reading(other_number, _)),
            ) => id != other_id || number != other_number,
            _ => self != other,
        }
    }
}

impl Screen {
    fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            [] => Self::Overview,
            ["cases"] => Self::Cases,
            ["sample"] => Self::Sample,
            ["case", number] => Self::Reading(unescape(number), None),
            ["history"] => Self::History(None),
            ["case", number, "history"] => Self::History(Some(unescape(number))),
            ["case", number, at] => Self::Reading(unescape(number), Some(Reference::new(at)?)),
            ["details", number] => Self::Details(unescape(number)),
            ["service"] => Self::Service,
            ["results"] => Self::Results,
            ["handover"] => Self::HandOver,
            ["drill"] => Self::Drill,
            ["remove"] => Self::Remove,
            ["edition", digest] => Self::Edition((*digest).to_owned()),
            _ => return None,
        })
    }
}

/// A case number may hold a slash, which would end a part of the address.
fn escape(number: &str) -> String {
    number.replace('/', "~")
}

fn unescape(part: &str) -> String {
    part.replace('~', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_an_address_that_leads_back_to_it() {
        let id = InspectionId::new(7);
        let screens = [
            Screen::Overview,
            Screen::Cases,
            Screen::Sample,
            Screen::Reading("001".to_owned(), None),
            Screen::Reading("A/2".to_owned(), Reference::new("2.1.3a")),
            Screen::History(None),
            Screen::History(Some("A/2".to_owned())),
            Screen::Details("001".to_owned()),
            Screen::Service,
            Screen::Results,
            Screen::HandOver,
            Screen::Drill,
            Screen::Remove,
            Screen::Edition("0f".repeat(32)),
        ];
        let inspections = screens.map(|screen| Route::Inspection(id, screen));
        let framework = Route::Framework("0f".repeat(32));
        let others = [
            Route::Home,
            Route::New,
            Route::Import,
            Route::Everything,
            Route::Removed,
            Route::Frameworks,
            framework,
            Route::Help,
            Route::About,
            Route::Check(None),
            Route::Check(Some("01ce0a2f-9b3c11d0-7f21-5a".to_owned())),
        ];
        for route in inspections.into_iter().chain(others) {
            assert_eq!(Route::parse(&route.fragment()), route);
        }
        for fragment in ["/nowhere", "/i/xyz", "/i/0000000000000007/nowhere", "main"] {
            assert_eq!(Route::parse(fragment), Route::Unknown, "{fragment}");
        }
    }
}
