//! The program cut in two: what the first screens call, and everything else.
//!
//! A browser unpacks and checks a module whole before it runs any of it, and what stands on the screen at first takes a
//! quarter of its functions. So these come first, and the rest is unpacked behind the first screen, or at once where
//! something of it is called before. In the first half a function of the rest is a door: it sees to it that the rest is
//! there, and calls it through a table that the rest fills. Decision 0015 has what this brings.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use walrus::ir::{UnaryOp, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, InstrSeqBuilder, LocalId, Module, ModuleConfig, RefType, TableId, ValType,
    passes,
};

/// Where the imports of the rest come from, as late.js hands them out: a function by its place in the table, all else by
/// the name that the first half exports it under.
const FIRST: &str = "f";
/// What the first half exports: the table of what the halves call of each other, and whether the rest is there.
const TABLE: &str = "late";
const IS_THERE: &str = "late_is_there";
/// What the first half calls before it calls the rest for the first time. The glue knows it.
pub(super) const NEED: &str = "late_need";

/// A program in two halves.
pub(super) struct Halves {
    /// What runs at once.
    pub(super) first: Vec<u8>,
    /// What follows.
    pub(super) rest: Vec<u8>,
}

/// Cuts a module, whose functions have to have their names, in two: `is_first` says which functions are called on the
/// first screens.
pub(super) fn cut(module: &[u8], is_first: impl Fn(&str) -> bool) -> Result<Halves> {
    let mut first = parse(module)?;
    let is_late: Vec<bool> = first
        .funcs
        .iter()
        .map(|function| {
            let is_local = matches!(function.kind, FunctionKind::Local(_));
            is_local && !is_first(function.name.as_deref().unwrap_or_default())
        })
        .collect();
    let doors = doors(module, &is_late)?;
    let (rest, called_back) = rest(module, &is_late, &doors)?;
    open_doors(&mut first, &is_late, &doors, &called_back)?;
    Ok(Halves { first: first.emit_wasm(), rest })
}

/// The names of a module's functions, in their order.
pub(super) fn names(module: &[u8]) -> Result<Vec<String>> {
    let module = parse(module)?;
    Ok(module.funcs.iter().map(|function| function.name.clone().unwrap_or_default()).collect())
}

/// The module with a call at the beginning of every function, which tells the function's place to the glue.
pub(super) fn with_marks(module: &[u8], mark: &str) -> Result<Vec<u8>> {
    let mut module = parse(module)?;
    let ids = ids(&module);
    let ty = module.types.add(&[ValType::I32], &[]);
    let from = import_module(&module)?;
    let (mark, _) = module.add_import_func(&from, mark, ty);
    for (at, id) in ids.iter().enumerate() {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(*id).kind {
            let place = Value::I32(i32::try_from(at).context("There are too many functions.")?);
            let mut body = function.builder_mut().func_body();
            body.instr_at(0, walrus::ir::Const { value: place });
            body.instr_at(1, walrus::ir::Call { func: mark });
        }
    }
    Ok(module.emit_wasm())
}

fn parse(module: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(module).context("The module of the program cannot be taken apart.")
}

/// The functions in their order: the same in each reading of the same bytes.
fn ids(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}

fn import_module(module: &Module) -> Result<String> {
    let import = module.imports.iter().next().context("The program imports nothing.")?;
    Ok(import.module.clone())
}

/// The functions of the rest that the first half may call, by their places in order.
fn doors(module: &[u8], is_late: &[bool]) -> Result<Vec<usize>> {
    let mut first = parse(module)?;
    let ids = ids(&first);
    for (id, is_late) in ids.iter().zip(is_late) {
        if *is_late {
            set_body(&mut first, *id, |body, _| {
                body.unreachable();
            });
        } else {
            // It may be the rest alone that calls it, and it call the rest in turn.
            first.exports.add("", *id);
        }
    }
    passes::gc::run(&mut first);
    let left: BTreeSet<FunctionId> = first.funcs.iter().map(walrus::Function::id).collect();
    let places = (0..ids.len()).filter(|at| is_late[*at] && left.contains(&ids[*at]));
    Ok(places.collect())
}

/// The rest, and the places of the functions in the first half that it calls.
fn rest(module: &[u8], is_late: &[bool], doors: &[usize]) -> Result<(Vec<u8>, Vec<usize>)> {
    let mut rest = parse(module)?;
    let ids = ids(&rest);
    // Whatever it is made of beside its functions is in the first half.
    rest.start = None;
    for id in rest.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        rest.exports.delete(id);
    }
    for id in rest.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        rest.elements.delete(id);
    }
    for id in rest.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        rest.data.delete(id);
    }
    for id in rest.imports.iter().map(walrus::Import::id).collect::<Vec<_>>() {
        rest.imports.delete(id);
    }
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| !is_late[*at]) {
        let ty = rest.funcs.get(*id).ty();
        // Its place in the table is known when all are.
        let import = rest.imports.add(FIRST, &at.to_string(), *id);
        rest.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for (at, id) in numbered(rest.memories.iter().map(walrus::Memory::id)) {
        let import = rest.imports.add(FIRST, &name_of('m', at), id);
        let memory = rest.memories.get_mut(id);
        memory.import = Some(import);
        memory.data_segments.clear();
    }
    for (at, id) in numbered(rest.tables.iter().map(walrus::Table::id)) {
        let import = rest.imports.add(FIRST, &name_of('t', at), id);
        let table = rest.tables.get_mut(id);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    for (at, id) in numbered(rest.globals.iter().map(walrus::Global::id)) {
        let import = rest.imports.add(FIRST, &name_of('g', at), id);
        rest.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    let (table, _) = rest.add_import_table(FIRST, TABLE, false, 0, None, RefType::FUNCREF);
    let functions = doors.iter().map(|at| ids[*at]).collect();
    fill(&mut rest, table, 0, functions)?;
    passes::gc::run(&mut rest);

    let left: BTreeSet<FunctionId> = rest.funcs.iter().map(walrus::Function::id).collect();
    let called: Vec<usize> =
        (0..ids.len()).filter(|at| !is_late[*at] && left.contains(&ids[*at])).collect();
    let places: BTreeMap<String, usize> =
        called.iter().zip(doors.len()..).map(|(at, place)| (at.to_string(), place)).collect();
    for import in rest.imports.iter_mut() {
        if let Some(place) = places.get(&import.name) {
            import.name = place.to_string();
        }
    }
    Ok((rest.emit_wasm(), called))
}

/// Makes the first half: each function of the rest that it may call becomes a door.
fn open_doors(
    first: &mut Module,
    is_late: &[bool],
    doors: &[usize],
    called_back: &[usize],
) -> Result<()> {
    let ids = ids(first);
    for (at, id) in numbered(first.memories.iter().map(walrus::Memory::id)) {
        first.exports.add(&name_of('m', at), id);
    }
    for (at, id) in numbered(first.tables.iter().map(walrus::Table::id)) {
        first.exports.add(&name_of('t', at), id);
    }
    for (at, id) in numbered(first.globals.iter().map(walrus::Global::id)) {
        first.exports.add(&name_of('g', at), id);
    }
    let n = (doors.len() + called_back.len()).try_into()?;
    let table = first.tables.add_local(false, n, Some(n), RefType::FUNCREF);
    first.exports.add(TABLE, table);
    let not_yet = ConstExpr::Value(Value::I32(0));
    let is_there = first.globals.add_local(ValType::I32, true, false, not_yet);
    first.exports.add(IS_THERE, is_there);
    let functions = called_back.iter().map(|at| ids[*at]).collect();
    fill(first, table, doors.len(), functions)?;

    let nothing = first.types.add(&[], &[]);
    let from = import_module(first)?;
    let (need, _) = first.add_import_func(&from, NEED, nothing);
    let mut check = FunctionBuilder::new(&mut first.types, &[], &[]);
    check.func_body().global_get(is_there).unop(UnaryOp::I32Eqz).if_else(
        None,
        |missing| {
            missing.call(need);
        },
        |_| {},
    );
    let check = check.finish(Vec::new(), &mut first.funcs);

    let places: BTreeMap<usize, i32> = doors.iter().copied().zip(0..).collect();
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| is_late[*at]) {
        let ty = first.funcs.get(*id).ty();
        let place = places.get(&at).copied();
        set_body(first, *id, |body, args| match place {
            Some(place) => {
                body.call(check);
                for arg in args {
                    body.local_get(*arg);
                }
                body.i32_const(place).call_indirect(ty, table);
            }
            // Nothing in the first half leads here.
            None => {
                body.unreachable();
            }
        });
    }
    passes::gc::run(first);
    let left: BTreeSet<FunctionId> = first.funcs.iter().map(walrus::Function::id).collect();
    let lost = (0..ids.len())
        .find(|at| is_late[*at] && !places.contains_key(at) && left.contains(&ids[*at]));
    ensure!(
        lost.is_none(),
        "The first half calls function {lost:?} of the rest, and has no door for it."
    );
    Ok(())
}

/// Gives a function another body, which its arguments are handed to.
fn set_body(
    module: &mut Module,
    id: FunctionId,
    write: impl FnOnce(&mut InstrSeqBuilder, &[LocalId]),
) {
    let ty = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
    let args: Vec<LocalId> = params.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    write(&mut builder.func_body(), &args);
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
}

/// Puts functions into a table, from a place in it on.
fn fill(
    module: &mut Module,
    table: TableId,
    place: usize,
    functions: Vec<FunctionId>,
) -> Result<()> {
    let offset = ConstExpr::Value(Value::I32(place.try_into()?));
    let kind = ElementKind::Active { table, offset };
    let element = module.elements.add(kind, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(element);
    Ok(())
}

/// The name under which the first half hands out its memory, a table or a global.
fn name_of(kind: char, at: usize) -> String {
    format!("{kind}{at}")
}

fn numbered<T>(all: impl Iterator<Item = T>) -> Vec<(usize, T)> {
    all.enumerate().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of six functions: "begins" is exported and calls "later", which calls "helps", "alone" and "again", which calls
    /// "deep".
    fn program() -> Vec<u8> {
        let mut module = Module::default();
        let ty = module.types.add(&[ValType::I32], &[]);
        let (log, _) = module.add_import_func("glue", "log", ty);
        module.memories.add_local(false, false, 1, None, None);
        let add = |module: &mut Module, name: &str, calls: &[FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
            let arg = module.locals.add(ValType::I32);
            for id in calls {
                builder.func_body().local_get(arg).call(*id);
            }
            builder.name(name.to_owned());
            builder.finish(vec![arg], &mut module.funcs)
        };
        let helps = add(&mut module, "helps", &[log]);
        let alone = add(&mut module, "alone", &[]);
        let deep = add(&mut module, "deep", &[]);
        let again = add(&mut module, "again", &[deep]);
        let later = add(&mut module, "later", &[helps, alone, again]);
        let begins = add(&mut module, "begins", &[later, helps]);
        module.exports.add("begins", begins);
        module.emit_wasm()
    }

    fn halves() -> (Module, Module) {
        let Halves { first, rest } =
            cut(&program(), |name| ["begins", "helps", "again"].contains(&name)).unwrap();
        (parse(&first).unwrap(), parse(&rest).unwrap())
    }

    fn imports(module: &Module) -> Vec<String> {
        module.imports.iter().map(|one| format!("{}.{}", one.module, one.name)).collect()
    }

    #[test]
    fn the_first_half_calls_the_other_through_a_door() {
        let (first, _) = halves();
        assert_eq!(imports(&first), ["glue.log", "glue.late_need"]);
        // "begins", "helps" and "again", doors in the place of "later" and "deep", and what looks whether the rest is there.
        assert_eq!(first.funcs.iter_local().count(), 6);
        let exports: Vec<&str> = first.exports.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(exports, ["begins", "m0", TABLE, IS_THERE]);
        let table = first.tables.iter().next().unwrap();
        assert_eq!((table.initial, table.elem_segments.len()), (4, 1));
    }

    #[test]
    fn no_way_in_the_first_half_ends_in_nothing() {
        let (first, _) = halves();
        for (_, function) in first.funcs.iter_local() {
            let body = function.block(function.entry_block());
            let is_nothing =
                |instr: &walrus::ir::Instr| matches!(instr, walrus::ir::Instr::Unreachable(_));
            assert!(!body.instrs.iter().any(|(instr, _)| is_nothing(instr)));
        }
    }

    #[test]
    fn the_rest_has_what_the_first_half_has_not() {
        let (_, rest) = halves();
        // The doors are the first places in the table; "helps" and "again", which are called back, the next.
        let mut found = imports(&rest);
        found.sort();
        assert_eq!(found, ["f.2", "f.3", "f.late"]);
        assert_eq!(rest.funcs.iter_local().count(), 3);
        assert_eq!(rest.exports.iter().count(), 0);
        let table = rest.tables.iter().next().unwrap();
        assert_eq!(table.elem_segments.len(), 1);
    }

    #[test]
    fn the_same_program_is_cut_in_the_same_way() {
        let cut = || cut(&program(), |name| name == "begins").unwrap();
        assert_eq!(cut().first, cut().first);
        assert_eq!(cut().rest, cut().rest);
    }

    #[test]
    fn a_program_is_not_cut_where_all_of_it_comes_first() {
        let halves = cut(&program(), |_| true).unwrap();
        assert_eq!(parse(&halves.rest).unwrap().funcs.iter().count(), 0);
    }

    #[test]
    fn every_function_says_that_it_is_called() {
        assert_eq!(names(&program()).unwrap().len(), 7);
        let marked = parse(&with_marks(&program(), "mark").unwrap()).unwrap();
        assert!(imports(&marked).contains(&"glue.mark".to_owned()));
        for (_, function) in marked.funcs.iter_local() {
            let body = function.block(function.entry_block());
            assert!(matches!(body.instrs[1].0, walrus::ir::Instr::Call(_)));
        }
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(cut(b"no module", |_| true).is_err());
    }
}
