-- The guide's tree to Word: kinds of blocks as paragraph styles, room to write, pages.

local STYLES = {
  lead = 'Lead', facts = 'Facts', hint = 'Hint', needs = 'Hint', aside = 'Aside',
  ['own-note'] = 'Own Note', ['break'] = 'Rest', source = 'Hint', private = 'Hint',
  pointer = 'Hint', ['notes-label'] = 'Facts', dated = 'Field Label', ['field-label'] = 'Field Label',
}
local PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
local NO_BREAK_SPACE = '\194\160'

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

-- A new page begins with its heading: no empty page where one ends by itself.
function Header(header)
  local blocks = pandoc.Blocks({})
  if header.attributes.kicker then
    blocks:insert(styled({ pandoc.Para(header.attributes.kicker) }, 'Kicker'))
  end
  header.attributes.kicker = nil
  blocks:insert(header)
  if header.classes:includes('new-page') then
    blocks:insert(1, pandoc.RawBlock('openxml', PAGE))
  end
  return blocks
end

local function marked(div, sign)
  local blocks = pandoc.Blocks({})
  for _, item in ipairs(div.content[1].content) do
    local content = pandoc.Inlines({ pandoc.Str(sign), pandoc.Str(NO_BREAK_SPACE .. NO_BREAK_SPACE) })
    content:extend(item[1].content)
    blocks:insert(pandoc.Para(content))
  end
  return styled(blocks, 'Compact')
end

function Div(div)
  if div.classes:includes('lines') then
    local blocks = pandoc.Blocks({})
    for _ = 1, tonumber(div.attributes.count) do
      blocks:insert(pandoc.Para({ pandoc.Str(NO_BREAK_SPACE) }))
    end
    return styled(blocks, 'Writing Line')
  end
  if div.classes:includes('boxes') then
    return marked(div, '☐')
  end
  if div.classes:includes('circles') then
    return marked(div, '○')
  end
  for class, style in pairs(STYLES) do
    if div.classes:includes(class) then
      div.attributes['custom-style'] = style
      return div
    end
  end
end

function Span(span)
  if span.classes:includes('date-line') then
    return pandoc.Str(string.rep('_', 24))
  end
end

function Image(image)
  image.src = image.src:gsub('%.svg$', '.png')
  image.attributes.height = nil
  image.attributes.width = '6.4in'
  return image
end

-- Empty cells are as high as a hand needs.
function Table(element)
  element.caption = pandoc.Caption()
  if not element.classes:includes('form') then
    return element
  end
  element.attributes['custom-style'] = 'Form Table'
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        if #cell.contents == 0 then
          cell.contents = { styled({ pandoc.Para({ pandoc.Str(NO_BREAK_SPACE) }) }, 'Room') }
        end
      end
    end
  end
  return element
end

function Pandoc(document)
  local kicker = styled({ pandoc.Para(document.meta.kicker) }, 'Kicker')
  document.blocks:insert(1, kicker)
  return document
end
