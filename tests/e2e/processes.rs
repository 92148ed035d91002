//! The processes of one browser profile, found by the profile's folder in their command lines.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The browser's processes on that profile, with everything they have started.
pub fn of(profile: &Path) -> BTreeSet<u32> {
    let all = running();
    let profile = profile.to_string_lossy();
    let mut ours: BTreeSet<u32> =
        all.iter().filter(|(_, _, command)| command.contains(&*profile)).map(|p| p.0).collect();
    loop {
        let children: Vec<u32> = all
            .iter()
            .filter(|p| ours.contains(&p.1) && !ours.contains(&p.0))
            .map(|p| p.0)
            .collect();
        if children.is_empty() {
            return ours;
        }
        ours.extend(children);
    }
}

/// Ends them as a power cut would, with no time to write anything down.
pub fn kill(ids: &BTreeSet<u32>) {
    if ids.is_empty() {
        return;
    }
    // One of them may have ended by itself since it was listed: that is no failure.
    let _ = Command::new("kill")
        .arg("-KILL")
        .args(ids.iter().map(u32::to_string))
        .stderr(Stdio::null())
        .status();
}

/// Number, parent and command line of every process; a zombie has no command line and counts as gone.
fn running() -> Vec<(u32, u32, String)> {
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    folders
        .filter_map(|folder| {
            let id = folder.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(folder.path().join("stat")).ok()?;
            // The name of the program stands in brackets and may hold blanks.
            let (_, after_name) = stat.rsplit_once(") ")?;
            let mut fields = after_name.split(' ');
            if fields.next()? == "Z" {
                return None;
            }
            let parent = fields.next()?.parse().ok()?;
            let command = fs::read(folder.path().join("cmdline")).ok()?;
            Some((id, parent, String::from_utf8_lossy(&command).into_owned()))
        })
        .collect()
}
