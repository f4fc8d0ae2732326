-- The guide's tree to Typst: kinds of headings and blocks, tables, room to write, pictures.

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

local function around(name, blocks)
  local all = pandoc.Blocks({ raw('#' .. name .. '[') })
  all:extend(blocks)
  all:insert(raw(']'))
  return all
end

-- What nothing links to stays out of the contents, but not out of the bookmarks. The empty string
-- keeps a title that begins with a number from being a list.
local function silent(header)
  local inlines = pandoc.Inlines({ pandoc.RawInline('typst', string.format(
    '#heading(level: %d, outlined: false, bookmarked: true)[#""', header.level
  )) })
  inlines:extend(header.content)
  inlines:insert(pandoc.RawInline('typst', ']'))
  return pandoc.Plain(inlines)
end

-- A heading on a new page, in a band of its hue, or with a line above.
function Header(header)
  local blocks = pandoc.Blocks({})
  if header.classes:includes('new-page') then
    blocks:insert(raw('#pagebreak(weak: true)'))
  end
  if header.classes:includes('module') then
    blocks:extend(around(string.format('band(rgb("#%s"))', header.attributes.color), { header }))
  elseif header.classes:includes('item') then
    blocks:extend(around(string.format('item-heading(rgb("#%s"))', header.attributes.color), { header }))
  elseif header.attributes.kicker then
    blocks:insert(raw('#kicker(' .. quoted(header.attributes.kicker) .. ')'))
    blocks:insert(header)
  else
    blocks:insert(header.identifier == '' and silent(header) or header)
  end
  return blocks
end

local CALLS = {
  lead = 'lead', facts = 'facts', hint = 'hint', needs = 'needs', aside = 'aside',
  ['own-note'] = 'own-note', ['break'] = 'rest', story = 'story', commentary = 'commentary',
  source = 'source', private = 'private', others = 'small-type', reading = 'small-type',
  pointer = 'hint', field = 'field', dated = 'field-label', ['field-label'] = 'field-label',
  strategies = 'strategies', ['section-intro'] = 'keep-with-next',
  ['notes-label'] = 'notes-label', together = 'together',
}

local function called(opening, all)
  local blocks = pandoc.Blocks({ raw(opening) })
  for _, contents in ipairs(all) do
    blocks:insert(raw('['))
    blocks:extend(contents)
    blocks:insert(raw('],'))
  end
  blocks:insert(raw(')'))
  return blocks
end

local function marked(div, is_round)
  return called('#marked(' .. is_round .. ',', div.content[1].content)
end

local function days(div)
  return called('#days(', div.content:map(function(day) return day.content end))
end

function Div(div)
  if div.classes:includes('days') then
    return days(div)
  end
  if div.classes:includes('lines') then
    return raw('#lines(' .. div.attributes.count .. ')')
  end
  if div.classes:includes('boxes') then
    return marked(div, 'false')
  end
  if div.classes:includes('circles') then
    return marked(div, 'true')
  end
  for class, name in pairs(CALLS) do
    if div.classes:includes(class) then
      return around(name, div.content)
    end
  end
end

function Span(span)
  if span.classes:includes('date-line') then
    return pandoc.RawInline('typst', '#date-line')
  end
  if span.classes:includes('ring') then
    return pandoc.RawInline('typst', '#ring[' .. pandoc.utils.stringify(span) .. ']')
  end
  if span.attributes.lang then
    local inlines = pandoc.Inlines({
      pandoc.RawInline('typst', '#text(lang: ' .. quoted(span.attributes.lang) .. ')['),
    })
    inlines:extend(span.content)
    inlines:insert(pandoc.RawInline('typst', ']'))
    return inlines
  end
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline(
    'typst', string.format('#drawing(%s, %s, %s)', quoted(image.src), quoted(alt), image.attributes.height)
  )
end

local SIDES = { AlignLeft = 'left', AlignRight = 'right', AlignCenter = 'center', AlignDefault = 'left' }
local NAMES = { form = 'form-table', scale = 'scale-table' }

local function with_cells(blocks, rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      blocks:insert(raw('['))
      blocks:extend(cell.contents)
      blocks:insert(raw('],'))
    end
  end
end

-- Cells stay pandoc's blocks between brackets of ours: calling its writer for each takes seconds.
function Table(element)
  local widths, sides = {}, {}
  for _, spec in ipairs(element.colspecs) do
    table.insert(widths, string.format('%.4ffr', spec[2]))
    table.insert(sides, SIDES[spec[1]])
  end
  local name = NAMES[element.classes[1]] or 'plain-table'
  if element.classes:includes('short-agenda') then
    widths = { 'auto', '1fr', 'auto' }
  elseif element.classes:includes('agenda') or element.classes:includes('steps') then
    -- Times and minutes need what they need.
    widths[1], widths[2] = 'auto', 'auto'
  end
  local align = name == 'form-table' and '' or ('align: (' .. table.concat(sides, ', ') .. ',), ')
  local blocks = pandoc.Blocks({ raw(string.format(
    '#%s(columns: (%s,), %shead: (', name, table.concat(widths, ', '), align
  )) })
  with_cells(blocks, element.head.rows)
  blocks:insert(raw('),'))
  with_cells(blocks, element.bodies[1].body)
  blocks:insert(raw(')'))
  return blocks
end
